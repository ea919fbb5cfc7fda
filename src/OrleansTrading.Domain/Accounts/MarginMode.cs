using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>What stands behind a position.</summary>
[GenerateSerializer, Alias("OrleansTrading.MarginMode")]
public enum MarginMode : byte
{
    /// <summary>The whole account.</summary>
    Cross = 0,

    /// <summary>Its own margin.</summary>
    Isolated = 1,
}
