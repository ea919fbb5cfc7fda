using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>How far a symbol has come.</summary>
[GenerateSerializer, Alias("OrleansTrading.SymbolPhase")]
public enum SymbolPhase : byte
{
    /// <summary>Not following the market.</summary>
    Idle = 0,

    /// <summary>Candles are being brought from the store and the venue.</summary>
    Warming = 1,

    /// <summary>Every ring is complete up to the venue's present.</summary>
    Live = 2,
}
