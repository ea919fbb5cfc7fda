namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>How sending an order ended.</summary>
internal enum ChaosOutcome
{
    Accepted,
    Refused,
    NotSent,
    Unknown,
}
