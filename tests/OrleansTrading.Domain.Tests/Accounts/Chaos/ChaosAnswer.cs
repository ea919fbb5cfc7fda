using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>What came back of an order that was to be sent.</summary>
internal readonly record struct ChaosAnswer(ChaosOutcome Outcome, OrderReport? Report)
{
    public static ChaosAnswer Unknown => new(ChaosOutcome.Unknown, null);

    public static ChaosAnswer NotSent => new(ChaosOutcome.NotSent, null);
}
