namespace OrleansTrading.Simulator.Trading;

/// <summary>What becomes of a limit order's quantity that does not trade at once.</summary>
internal enum OrderDuration
{
    /// <summary>It rests.</summary>
    UntilCancelled,

    /// <summary>It expires.</summary>
    ImmediateOrCancel,

    /// <summary>The order is refused unless all of it trades at once.</summary>
    FillOrKill,

    /// <summary>It rests; an order of which anything would trade at once is refused.</summary>
    PostOnly,
}
