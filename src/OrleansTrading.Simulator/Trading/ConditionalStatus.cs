namespace OrleansTrading.Simulator.Trading;

/// <summary>Where a conditional order stands. All but the first two are final.</summary>
internal enum ConditionalStatus
{
    Waiting,

    /// <summary>It has become an order.</summary>
    Triggered,

    /// <summary>The order that it became has ended.</summary>
    Finished,
    Cancelled,

    /// <summary>It would close a position that is no more.</summary>
    Expired,

    /// <summary>It was triggered, and its order was refused.</summary>
    Rejected,
}
