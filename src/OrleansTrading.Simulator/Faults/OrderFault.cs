namespace OrleansTrading.Simulator.Faults;

/// <summary>What is to become of one request about an order.</summary>
internal sealed record OrderFault(OrderOutcome Outcome, TimeSpan Delay)
{
    /// <summary>Whether the request is carried out.</summary>
    public bool IsDone => Outcome is OrderOutcome.AnsweredLate or OrderOutcome.ArrivesLate or OrderOutcome.AnswerLost or OrderOutcome.UnknownDone or OrderOutcome.TimedOutDone;

    /// <summary>Whether nothing is answered.</summary>
    public bool IsCut => Outcome is OrderOutcome.AnswerLost or OrderOutcome.RequestLost;

    public bool IsUnknown => Outcome is OrderOutcome.UnknownDone or OrderOutcome.UnknownNotDone;

    public bool IsTimeOut => Outcome is OrderOutcome.TimedOutDone or OrderOutcome.TimedOutNotDone;
}
