using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.Tests.RateLimits;

public sealed class RateBudgetTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Steps of time, weights asked for, and now and then a report of the venue.</summary>
    private static readonly Arbitrary<(ushort Step, byte Weight, ushort? Reported)[]> Requests = ArbMap.Default
        .ArbFor<(ushort, byte, ushort?)[]>();

    [Fact]
    public void TryTake_AnySequence_NeverExceedsTheLimitInAnyWindow() =>
        Prop.ForAll(Requests, requests =>
        {
            const int Limit = 300;
            var budget = new RateBudget(Limit, Minute);
            var granted = new List<(TimeSpan At, int Weight)>();
            var now = TimeSpan.Zero;
            foreach (var (step, weight, reported) in requests)
            {
                now += TimeSpan.FromMilliseconds(step / 4);
                if (reported is { } used)
                    budget.ObserveUsed(used % 400, now);
                if (budget.TryTake(1 + (weight % 100), now, out _))
                    granted.Add((now, 1 + (weight % 100)));
            }

            foreach (var (end, _) in granted)
                granted.Where(grant => grant.At <= end && end - grant.At <= Minute).Sum(grant => grant.Weight).ShouldBeLessThanOrEqualTo(Limit);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryTake_AfterTheWaitItNamed_Succeeds() =>
        Prop.ForAll(Requests, requests =>
        {
            var budget = new RateBudget(100, Minute);
            var now = TimeSpan.Zero;
            foreach (var (step, weight, _) in requests)
            {
                now += TimeSpan.FromMilliseconds(step);
                if (budget.TryTake(1 + (weight % 100), now, out var wait))
                    continue;
                wait.ShouldBeGreaterThan(TimeSpan.Zero);
                wait.ShouldBeLessThanOrEqualTo(Minute + TimeSpan.FromTicks(1));
                budget.TryTake(1 + (weight % 100), now += wait, out _).ShouldBeTrue();
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ObserveUsed_MoreThanKnown_IsSpentByOthers()
    {
        var budget = new RateBudget(2400, Minute);
        budget.TryTake(10, TimeSpan.Zero, out _).ShouldBeTrue();
        budget.ObserveUsed(2395, TimeSpan.FromSeconds(1));
        budget.UsedAt(TimeSpan.FromSeconds(1)).ShouldBe(2395);
        budget.TryTake(10, TimeSpan.FromSeconds(2), out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromSeconds(58) + TimeSpan.FromTicks(1));
        budget.TryTake(5, TimeSpan.FromSeconds(2), out _).ShouldBeTrue();
    }

    [Fact]
    public void ObserveUsed_LessThanKnown_ChangesNothing()
    {
        var budget = new RateBudget(2400, Minute);
        budget.TryTake(1000, TimeSpan.Zero, out _).ShouldBeTrue();
        budget.ObserveUsed(1, TimeSpan.FromSeconds(1));
        budget.UsedAt(TimeSpan.FromSeconds(1)).ShouldBe(1000);
    }

    [Fact]
    public void BlockUntil_ShorterThanBefore_KeepsTheLongerOne()
    {
        var budget = new RateBudget(10, Minute);
        budget.BlockUntil(TimeSpan.FromSeconds(30));
        budget.BlockUntil(TimeSpan.FromSeconds(5));
        budget.TryTake(1, TimeSpan.FromSeconds(10), out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromSeconds(20));
        budget.TryTake(1, TimeSpan.FromSeconds(30), out _).ShouldBeTrue();
    }

    [Fact]
    public void TryTake_MoreThanTheWholeLimit_IsAMistake() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RateBudget(10, Minute).TryTake(11, TimeSpan.Zero, out _));
}
