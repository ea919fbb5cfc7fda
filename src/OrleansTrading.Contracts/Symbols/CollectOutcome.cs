using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What came of collecting a symbol's data.</summary>
[GenerateSerializer, Alias("OrleansTrading.CollectOutcome")]
public enum CollectOutcome : byte
{
    /// <summary>Everything wanted is at hand and current.</summary>
    Collected = 0,

    /// <summary>The venue was not asked: there was no room for it, or the symbol is not live yet.</summary>
    Skipped = 1,

    /// <summary>Something that was asked for did not come; what did come is kept.</summary>
    Failed = 2,
}
