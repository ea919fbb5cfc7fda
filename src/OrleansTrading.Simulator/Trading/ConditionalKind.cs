namespace OrleansTrading.Simulator.Trading;

/// <summary>When a conditional order goes off.</summary>
internal enum ConditionalKind
{
    /// <summary>A buy when the price has risen to the trigger, a sell when it has fallen to it.</summary>
    Stop,

    /// <summary>A buy when the price has fallen to the trigger, a sell when it has risen to it.</summary>
    TakeProfit,

    /// <summary>When the price has come back from its best by the callback rate.</summary>
    Trailing,
}
