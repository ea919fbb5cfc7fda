namespace OrleansTrading.Exchanges.Streams;

internal enum SessionEndKind
{
    /// <summary>The connection broke, or the venue closed it: connect anew after a wait.</summary>
    Lost = 0,

    /// <summary>A stream stayed silent although asked for again: connect anew after a wait.</summary>
    Stalled = 1,

    /// <summary>It was old, and another connection carries its streams by now.</summary>
    HandedOver = 2,

    /// <summary>No longer needed.</summary>
    Stopped = 3,
}
