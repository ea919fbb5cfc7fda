using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Why cash moved other than by a fill.</summary>
[GenerateSerializer, Alias("OrleansTrading.CashReason")]
public enum CashReason : byte
{
    /// <summary>What the account began with.</summary>
    Opening = 0,

    Deposit = 1,
    Withdrawal = 2,

    /// <summary>Funding of a position.</summary>
    Funding = 3,

    /// <summary>The venue's balance differs from ours; the difference is booked and recorded.</summary>
    Correction = 4,
}
