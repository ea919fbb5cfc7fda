namespace OrleansTrading.Grains.Accounts;

/// <summary>What became of an order that was asked for, as far as putting it at the venue goes.</summary>
internal enum OrderOutcome
{
    /// <summary>The venue has it.</summary>
    Acknowledged,

    /// <summary>The venue refused it.</summary>
    Rejected,

    /// <summary>It was refused here, before anything was sent.</summary>
    Refused,

    /// <summary>It was decided and then held back: too late, or trading had been switched off.</summary>
    NotSent,

    /// <summary>It was sent and no answer came.</summary>
    Unknown,
}
