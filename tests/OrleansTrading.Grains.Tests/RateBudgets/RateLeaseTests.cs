using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansTrading.Contracts.RateBudgets;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Grains.RateBudgets;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.RateBudgets;

public sealed class RateLeaseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Spent_ByAnySilosThroughDeathsLossesAndMoves_NeverExceedsTheLimitInAnyWindow()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var world = new LeasingWorld(seed, isCalm: false);
            world.Run(TimeSpan.FromMinutes(6));
            world.WorstExcess.ShouldBeLessThanOrEqualTo(0, $"seed {seed}");
            world.Spent.Sum().ShouldBeGreaterThan(0, $"seed {seed}");
        }
    }

    [Fact]
    public void Spent_BySilosThatAllWantMore_IsMostOfTheLimitAndShared()
    {
        var world = new LeasingWorld(5, isCalm: true);
        world.Run(TimeSpan.FromMinutes(20));
        world.WorstExcess.ShouldBeLessThanOrEqualTo(0);
        world.Spent.Sum().ShouldBeGreaterThan(20 * LeasingWorld.Limit * 6 / 10);
        world.Spent.ShouldAllBe(spent => spent > world.Spent.Sum() / 8);
    }

    [Fact]
    public void Exchange_VenueReportsMoreThanIsKnown_CountsItAsOthers()
    {
        var ledger = new RateLedger();
        var wish = new RateWish(0, 1000, Minute, 1, 100, [], 0, null);
        var (after, lease) = ledger.Exchange([], "a", wish, 0);
        lease.ShouldBe(new RateLease(100, RateLedger.LeaseTime, 900, TimeSpan.Zero));
        (after, lease) = ledger.Exchange(after, "a", wish with { Lease = 2, Wanted = 0, ReserveUsed = 20, ObservedUsed = 620 }, 1000);
        lease.Free.ShouldBe(400);
        (_, lease) = ledger.Exchange(after, "b", wish with { Lease = 1, Wanted = 700 }, 2000);
        lease.Weight.ShouldBe(400);
        lease.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Silos_BehindOneAddress_AllStopWhenOneIsRefused()
    {
        var time = new ManualTimeProvider();
        var grain = new Budget(new StoredState(), time);
        var (first, second) = (Share(grain, time), Share(grain, time));
        var (one, other) = (Open(first), Open(second));
        await first.ExchangeAsync();
        await second.ExchangeAsync();
        one.BlockUntil(time.GetElapsedTime(0) + TimeSpan.FromSeconds(90));
        await first.ExchangeAsync();
        await second.ExchangeAsync();
        other.TryTake(1, time.GetElapsedTime(0), out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromSeconds(90));
        time.Advance(TimeSpan.FromSeconds(91));
        other.TryTake(1, time.GetElapsedTime(0), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Silo_ThatCannotReachTheBudget_HasItsReserveAndSharesAgainLater()
    {
        var time = new ManualTimeProvider();
        var state = new StoredState { Fails = true };
        var share = Share(new Budget(state, time), time);
        var budget = Open(share);
        var taken = 0;
        for (var round = 0; round < 50; round++)
        {
            while (budget.TryTake(10, time.GetElapsedTime(0), out _))
                taken += 10;
            await share.ExchangeAsync();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        taken.ShouldBe(60);
        state.Fails = false;
        await share.ExchangeAsync();
        budget.TryTake(60, time.GetElapsedTime(0), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Budget_ThatMovesToAnotherSilo_StillCountsWhatIsLeased()
    {
        var time = new ManualTimeProvider();
        var state = new StoredState();
        var question = new RateQuestion("a", [new RateWish(0, 1000, Minute, 1, 1000, [], 0, null)], TimeSpan.Zero);
        (await new Budget(state, time).ExchangeAsync(question)).Leases[0].Weight.ShouldBe(1000);
        var moved = new Budget(state, time);
        (await moved.ExchangeAsync(question with { Silo = "b" })).Leases[0].Weight.ShouldBe(0);
        time.Advance(RateLedger.LeaseTime + Minute + RateLedger.Tolerance);
        (await moved.ExchangeAsync(question with { Silo = "b" })).Leases[0].Weight.ShouldBe(1000);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Budget_WhenTheWallClockLeaps_CountsLeasesByTheTimeThatPasses(int seconds)
    {
        var time = new ManualTimeProvider();
        var budget = new Budget(new StoredState(), time);
        var question = new RateQuestion("a", [new RateWish(0, 1000, Minute, 1, 1000, [], 0, null)], TimeSpan.Zero);
        (await budget.ExchangeAsync(question)).Leases[0].Weight.ShouldBe(1000);
        time.StepWallClock(TimeSpan.FromSeconds(seconds));
        time.Advance(Minute);
        (await budget.ExchangeAsync(question with { Silo = "b" })).Leases[0].Weight.ShouldBe(0);
        time.Advance(RateLedger.LeaseTime + RateLedger.Tolerance);
        (await budget.ExchangeAsync(question with { Silo = "b" })).Leases[0].Weight.ShouldBe(1000);
    }

    [Fact]
    public async Task Budget_StoredByAClockThatWasAhead_IsHeldBackNoLongerThanALeaseCounts()
    {
        var time = new ManualTimeProvider();
        var state = new StoredState();
        var question = new RateQuestion("a", [new RateWish(0, 1000, Minute, 1, 1000, [], 0, null)], TimeSpan.Zero);
        await new Budget(state, time).ExchangeAsync(question);
        time.StepWallClock(-TimeSpan.FromHours(1));
        var moved = new Budget(state, time);
        (await moved.ExchangeAsync(question with { Silo = "b" })).Leases[0].Weight.ShouldBe(0);
        time.Advance(RateLedger.LeaseTime + Minute + RateLedger.Tolerance + TimeSpan.FromSeconds(1));
        (await moved.ExchangeAsync(question with { Silo = "b" })).Leases[0].Weight.ShouldBe(1000);
    }

    [Fact]
    public async Task Block_StoredByAClockThatWasAhead_LastsNoLongerThanTheLongestBan()
    {
        var time = new ManualTimeProvider();
        var state = new StoredState();
        var question = new RateQuestion("a", [new RateWish(0, 1000, Minute, 1, 0, [], 0, null)], TimeSpan.Zero);
        time.StepWallClock(TimeSpan.FromDays(365));
        (await new Budget(state, time).ExchangeAsync(question with { BlockedFor = Minute })).BlockedFor.ShouldBe(Minute);
        time.StepWallClock(-TimeSpan.FromDays(365));

        (await new Budget(state, time).ExchangeAsync(question)).BlockedFor.ShouldBe(RateBudgetBook.LongestBan);
        state.Writes.ShouldBe(2, "the bound is stored");
        time.Advance(TimeSpan.FromDays(2));
        (await new Budget(state, time).ExchangeAsync(question)).BlockedFor.ShouldBe(TimeSpan.FromDays(1), "another activation goes on from there");
        (await new Budget(state, time).ExchangeAsync(question with { BlockedFor = TimeSpan.FromDays(9) })).BlockedFor.ShouldBe(RateBudgetBook.LongestBan);
    }

    private static VenueShare Share(IRateBudgetGrain grain, ManualTimeProvider time) =>
        new("binance", grain, new RateBudgetOptions(), time, NullLogger.Instance);

    private static LeasedBudget Open(VenueShare share) => share.Open(RateResource.RequestWeight, 2400, 2160, 60, Minute);

    /// <summary>The grain without an engine around it.</summary>
    private sealed class Budget(StoredState state, TimeProvider time) : IRateBudgetGrain
    {
        private readonly RateBudgetBook _book = new(state, time);

        public Task<RateAnswer> ExchangeAsync(RateQuestion question) => _book.ExchangeAsync(question);
    }

    private sealed class StoredState : IPersistentState<RateBudgetState>
    {
        public bool Fails { get; set; }

        public RateBudgetState State { get; set; } = new();

        public string Etag => "";

        public bool RecordExists => true;

        public Task ClearStateAsync() => Task.CompletedTask;

        public Task ReadStateAsync() => Task.CompletedTask;

        public int Writes { get; private set; }

        public Task WriteStateAsync()
        {
            Writes++;
            return Fails ? Task.FromException(new InvalidOperationException("the disk is full")) : Task.CompletedTask;
        }
    }
}
