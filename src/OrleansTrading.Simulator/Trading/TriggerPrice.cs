namespace OrleansTrading.Simulator.Trading;

/// <summary>The price that a conditional order watches.</summary>
internal enum TriggerPrice
{
    /// <summary>Of every trade.</summary>
    Last,

    /// <summary>At every step of the market.</summary>
    Mark,
}
