using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Tests.Arbitrage;

public sealed class ArbitrageTrackerTests
{
    private static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(30);
    private static readonly ArbitrageRules Rules = new(1_000, OpenBps: 5, CloseBps: 2, TimeSpan.FromSeconds(5));
    private readonly ArbitrageTracker _tracker = new("BTC", Rules);

    [Fact]
    public void Look_SpreadTremblesAtTheThreshold_IsOneOpportunity()
    {
        Look(1_000, 4.9).ShouldBeEmpty();
        var opened = Look(2_000, 5).ShouldHaveSingleItem();
        (opened.OpenedAt, opened.ClosedAt, opened.BestNetBps).ShouldBe((2_000, null, 5));
        Look(3_000, 3).ShouldBeEmpty();
        Look(4_000, 9).ShouldBeEmpty();
        Look(5_000, 2).ShouldBeEmpty();

        var closed = Look(6_000, 1.9).ShouldHaveSingleItem();
        (closed.Id, closed.OpenedAt, closed.ClosedAt, closed.End).ShouldBe((opened.Id, 2_000, 6_000, ArbitrageEnd.Closed));
        (closed.BestNetBps, closed.Looks, closed.SeenAt, closed.Spread.NetBps).ShouldBe((9, 4, 5_000, 1.9));
        _tracker.Open.ShouldBeEmpty();
    }

    [Fact]
    public void Look_BooksCannotBeComparedAnyMore_IsLost()
    {
        Look(1_000, 6);
        var lost = _tracker.Look([], 2_000, Unwatched).ShouldHaveSingleItem();
        (lost.ClosedAt, lost.End).ShouldBe((2_000, ArbitrageEnd.Lost));
    }

    [Fact]
    public void Look_AfterAStop_ClosesWhatWasNotWatchedAtItsLastSightAndOpensAnew()
    {
        Look(1_000, 6);
        var restarted = new ArbitrageTracker("BTC", Rules);
        restarted.Restore(_tracker.Open);
        var changes = restarted.Look([Spread(7)], 40_000, Unwatched);
        changes.Select(change => (change.OpenedAt, change.ClosedAt, change.End)).ShouldBe([(1_000, 1_000, ArbitrageEnd.Unwatched), (40_000, null, null)]);
    }

    [Fact]
    public void Look_SoonAfterAStop_GoesOn()
    {
        Look(1_000, 6);
        var restarted = new ArbitrageTracker("BTC", Rules);
        restarted.Restore(_tracker.Open);
        restarted.Look([Spread(7)], 20_000, Unwatched).ShouldBeEmpty();
        restarted.Open.Single().Looks.ShouldBe(2);
    }

    [Fact]
    public void Restore_TwoOfOnePair_GoesOnWithTheNewerAndEndsTheOlder()
    {
        var old = Look(1_000, 6).Single();
        var newer = old with { OpenedAt = 5_000, SeenAt = 6_000 };
        var restarted = new ArbitrageTracker("BTC", Rules);
        var over = restarted.Restore([newer, old]).ShouldHaveSingleItem();
        (over.Id, over.ClosedAt, over.End).ShouldBe((old.Id, 1_000, ArbitrageEnd.Unwatched));
        restarted.Open.ShouldBe([newer]);
    }

    private IReadOnlyList<ArbitrageOpportunity> Look(long now, double netBps) => _tracker.Look([Spread(netBps)], now, Unwatched);

    private static ArbitrageSpread Spread(double netBps) =>
        new(new InstrumentId("a", "BTC"), new InstrumentId("b", "BTC"), 10, 100, 101, 100, netBps, 1, 1, null, TimeSpan.Zero, TimeSpan.Zero, SameQuote: true);
}
