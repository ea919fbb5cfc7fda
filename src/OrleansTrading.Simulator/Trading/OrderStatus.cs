namespace OrleansTrading.Simulator.Trading;

/// <summary>Where an order stands. The last three are final.</summary>
internal enum OrderStatus
{
    New,
    PartiallyFilled,
    Filled,
    Cancelled,

    /// <summary>Ended by the venue: nothing left to trade with, to reduce, or no time left.</summary>
    Expired,
}
