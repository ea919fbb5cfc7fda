namespace OrleansTrading.Simulator.Faults;

/// <summary>What becomes of a request that sends, changes or cancels an order.</summary>
public enum OrderOutcome
{
    /// <summary>It is carried out, and the answer comes late.</summary>
    AnsweredLate,

    /// <summary>It arrives late: its time is judged, and it is carried out or not, when the delay is over.</summary>
    ArrivesLate,

    /// <summary>It is carried out, and the connection is cut instead of an answer.</summary>
    AnswerLost,

    /// <summary>The connection is cut, and nothing is carried out.</summary>
    RequestLost,

    /// <summary>503 that leaves open what was done, after carrying it out.</summary>
    UnknownDone,

    /// <summary>503 that leaves open what was done, and nothing was.</summary>
    UnknownNotDone,

    /// <summary>The venue's own time-out (Binance: -1007), after carrying it out.</summary>
    TimedOutDone,

    /// <summary>The venue's own time-out (Binance: -1007), and nothing was done.</summary>
    TimedOutNotDone,

    /// <summary>503 that says that nothing was done.</summary>
    Unavailable,

    /// <summary>A refusal without a reason (Binance: -2010).</summary>
    Rejected,
}
