namespace OrleansTrading.Grains.Symbols;

/// <summary>What a resting paper order waits for.</summary>
internal enum PaperPhase : byte
{
    /// <summary>The price from which on its trailing stop is armed.</summary>
    BeforeTrailing = 0,

    /// <summary>The market to come back from its best price.</summary>
    Trailing = 1,

    /// <summary>Its stop price.</summary>
    BeforeTrigger = 2,

    /// <summary>Trades at its limit price.</summary>
    Resting = 3,

    /// <summary>Nothing, unless its account says that it wants more.</summary>
    Satisfied = 4,

    /// <summary>Nothing.</summary>
    Over = 5,
}
