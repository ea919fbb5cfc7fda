namespace OrleansTrading.Domain.Execution;

/// <summary>How large a position a signal opens.</summary>
public enum SizingMode : byte
{
    /// <summary>Always the same value.</summary>
    FixedNotional = 0,

    /// <summary>A share of the account's equity.</summary>
    EquityPercent = 1,

    /// <summary>So much that a stop loses a share of the account's equity: the wider the stop, the smaller the position.</summary>
    VolatilityTarget = 2,
}
