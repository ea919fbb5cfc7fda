using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.RateLimits;

public sealed class LeasedBudgetTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    [Fact]
    public void TryTake_BeforeAnyLease_HasTheReserveAtOnceAndNoMore()
    {
        var asked = 0;
        var budget = new LeasedBudget(2400, 60, Minute, () => asked++);
        budget.TryTake(40, TimeSpan.Zero, out _).ShouldBeTrue();
        asked.ShouldBe(1);
        budget.TryTake(40, TimeSpan.Zero, out var wait).ShouldBeFalse();
        wait.ShouldBeGreaterThan(TimeSpan.Zero);
        budget.TryTake(20, TimeSpan.Zero, out _).ShouldBeTrue();
        budget.TakeDemand(TimeSpan.Zero).Wanted.ShouldBeGreaterThanOrEqualTo(40);
        budget.TryTake(40, TimeSpan.FromSeconds(61), out _).ShouldBeTrue();
    }

    [Fact]
    public void Lease_IsSpentFirstAndEndsWithItsTime()
    {
        var budget = new LeasedBudget(2400, 10, Minute, () => { });
        budget.Apply(new RateGrant(7, 100, LeaseTime, 2000, TimeSpan.Zero, TimeSpan.Zero), TimeSpan.Zero, TimeSpan.Zero);
        budget.TryTake(90, TimeSpan.FromSeconds(9), out _).ShouldBeTrue();
        budget.TakeDemand(TimeSpan.FromSeconds(9)).Finished.ShouldBeEmpty();
        budget.TryTake(20, TimeSpan.FromSeconds(11), out _).ShouldBeFalse();
        budget.TryTake(10, TimeSpan.FromSeconds(11), out _).ShouldBeTrue();
        var demand = budget.TakeDemand(TimeSpan.FromSeconds(11));
        demand.Finished.ShouldBe([(7, 90)]);
        demand.ReserveUsed.ShouldBe(10);
        budget.Restore(demand);
        budget.TakeDemand(TimeSpan.FromSeconds(12)).Finished.ShouldBe([(7, 90)]);
        budget.TakeDemand(TimeSpan.FromSeconds(13)).Finished.ShouldBeEmpty();
    }

    [Fact]
    public void Block_IsToldUntilItHasArrivedAndHeardOfFromOthers()
    {
        var budget = new LeasedBudget(2400, 60, Minute, () => { });
        budget.BlockUntil(TimeSpan.FromSeconds(30));
        var demand = budget.TakeDemand(TimeSpan.FromSeconds(10));
        demand.BlockedFor.ShouldBe(TimeSpan.FromSeconds(20));
        budget.Restore(demand);
        budget.TakeDemand(TimeSpan.FromSeconds(11)).BlockedFor.ShouldBe(TimeSpan.FromSeconds(19));
        budget.Apply(new RateGrant(1, 0, LeaseTime, 100, TimeSpan.Zero, TimeSpan.FromSeconds(25)), TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(11));
        budget.TakeDemand(TimeSpan.FromSeconds(12)).BlockedFor.ShouldBe(TimeSpan.Zero);
        budget.TryTake(1, TimeSpan.FromSeconds(35), out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromSeconds(1));
        budget.TryTake(1, TimeSpan.FromSeconds(36), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Gate_WaitsForRoom_GoesOnWhenALeaseArrives()
    {
        var time = new ManualTimeProvider();
        var budget = new LeasedBudget(2400, 10, Minute, () => { });
        using var gate = new RequestGate(budget, TimeSpan.FromMinutes(3), time, NullLogger.Instance);
        await gate.EnterAsync(10, CancellationToken.None);
        var waiting = gate.EnterAsync(40, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        budget.Apply(new RateGrant(1, 100, LeaseTime, 0, TimeSpan.Zero, TimeSpan.Zero), TimeSpan.Zero, TimeSpan.Zero);
        await waiting.WaitAsync(Patience.Long);
        gate.Used.ShouldBe(50);
    }
}
