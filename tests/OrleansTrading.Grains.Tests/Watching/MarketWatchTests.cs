using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Watching;

public sealed partial class MarketWatchTests : IDisposable
{
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");
    private static readonly PositionKey Position = new(Instrument, PositionSide.Net);
    private static readonly GuardPlan Plan = new(95, [new GuardTarget(105, 0.5m), new GuardTarget(110, 0.5m)], null, null, null, null);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly FakeAccount _account = FakeAccount.Make();
    private readonly AccountCaller _caller;
    private readonly MarketWatch _watch;
    private long _tradeId;

    public MarketWatchTests()
    {
        _caller = new AccountCaller(Instrument, _time, NullLogger.Instance);
        _watch = new MarketWatch(Instrument, _ => _account.Grain, _caller, _time, TimeSpan.FromMinutes(1), NullLogger.Instance);
    }

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Trade_ThroughTheStop_IsToldAtOnceAndOnce()
    {
        Renew([Guard(Plan)]);
        Trade(96);
        _account.HasHeardMore.ShouldBeFalse();
        Trade(94.5);
        var trigger = await _account.NextTriggerAsync();
        trigger.ShouldBe(new GuardTrigger(Position, "g1", GuardCause.StopLoss, 0, 1, 95, 94.5m, 1002));
        Trade(90);
        Mark(89);
        _account.HasHeardMore.ShouldBeFalse();
    }

    [Fact]
    public async Task MarkPrice_ThroughTheStopWhileNothingTrades_IsTold()
    {
        Renew([Guard(Plan)]);
        Mark(94);
        (await _account.NextTriggerAsync()).MarketPrice.ShouldBe(94);
    }

    [Fact]
    public async Task Targets_GapThroughBoth_AreToldInOrderAndCountOnlyWhenAnswered()
    {
        _account.Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Renew([Guard(Plan)]);
        Trade(111);
        (await _account.NextTriggerAsync()).Target.ShouldBe(0);
        _account.HasHeardMore.ShouldBeFalse();
        Renew([Guard(Plan)]).Single().Progress.TargetsDone.ShouldBe(0);
        var held = _account.Held;
        _account.Held = null;
        held.SetResult();
        var last = await _account.NextTriggerAsync();
        (last.Target, last.Share).ShouldBe((1, 1));
        await Eventually.TrueAsync(() => Task.FromResult(!_watch.IsTelling), Limit);
        var known = Guard(Plan) with { Progress = GuardProgress.None with { TargetsDone = 2 } };
        Renew([known]).Single().Progress.TargetsDone.ShouldBe(2);
    }

    [Fact]
    public void Renewal_WithOlderProgress_TakesNothingBack()
    {
        var plan = Plan with { TrailingPercent = 4, TakeProfits = [] };
        Renew([Guard(plan)]).Single().Progress.Since.ShouldBe(1000);
        Trade(120);
        Renew([Guard(plan)]).Single().Progress.ShouldBe(new GuardProgress(120, 0, false, true) { Since = 1000, MovedAt = 1001 });
        Trade(115.3);
        Renew([Guard(plan)]).Single().Progress.BestPrice.ShouldBe(120);
        _account.HasHeardMore.ShouldBeFalse();
    }

    [Fact]
    public async Task Watch_BegunAnewWithStoredProgress_GoesOnWhereItWas()
    {
        var plan = Plan with { TrailingPercent = 4, TakeProfits = [] };
        Renew([Guard(plan) with { Progress = new GuardProgress(120, 0, false, true) { Since = 900, MovedAt = 950 } }]);
        Trade(115.2);
        (await _account.NextTriggerAsync()).Cause.ShouldBe(GuardCause.Trailing);
    }

    [Fact]
    public async Task Watch_BegunWhileTheMarketIsBeyondTheStop_TriggersAtOnce()
    {
        Renew([Guard(Plan)], 94);
        (await _account.NextTriggerAsync()).ShouldBe(new GuardTrigger(Position, "g1", GuardCause.StopLoss, 0, 1, 95, 94, 1000));
    }

    [Fact]
    public async Task MissedTrade_AfterTheGuardWasSet_TriggersAndOneOfBeforeDoesNot()
    {
        Renew([Guard(Plan)]);
        _watch.OnTrade(new AggTrade(1, 999, 90, 1, false), isRepaired: true);
        _account.HasHeardMore.ShouldBeFalse();
        _watch.OnTrade(new AggTrade(2, 1000, 90, 1, false), isRepaired: true);
        (await _account.NextTriggerAsync()).Time.ShouldBe(1000);
    }

    [Fact]
    public async Task Watch_NotRenewedForAMinute_Lapses()
    {
        Renew([Guard(Plan)]);
        _time.Advance(TimeSpan.FromSeconds(59.9));
        _watch.OnTick(60_900, 100);
        _watch.IsEmpty.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        _watch.OnTick(61_000, 100);
        _watch.IsEmpty.ShouldBeTrue();
        Trade(90);
        _account.HasHeardMore.ShouldBeFalse();
        Renew([Guard(Plan)]);
        Trade(90);
        await _account.NextTriggerAsync();
    }

    [Fact]
    public async Task TimeStop_WithoutAnyPrice_TriggersWithTheTick()
    {
        Renew([Guard(Plan with { ExpiresAt = 5000 })]);
        _watch.OnTick(4999, 100);
        _account.HasHeardMore.ShouldBeFalse();
        _watch.OnTick(5000, 100);
        (await _account.NextTriggerAsync()).ShouldBe(new GuardTrigger(Position, "g1", GuardCause.Time, 0, 1, 0, 100, 5000));
    }

    [Fact]
    public async Task PaperOrder_TradedThrough_IsTouchedUntilItHasEnoughAndInBatchesWhileAnAnswerIsAwaited()
    {
        _account.Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var order = PaperTrackTests.Order(OrderSide.Buy, OrderType.Limit, 5, price: 99);
        Renew([], orders: [order]);
        Trade(99.5);
        Trade(99, 2);
        Trade(98, 2);
        Trade(97, 2);
        Trade(96, 2);
        (await _account.NextTouchesAsync()).Single().ShouldBe(new PaperTouch(order.Id, 99, 2, false, "2", 1002));
        _account.HasHeardMore.ShouldBeFalse();
        var held = _account.Held;
        _account.Held = null;
        held.SetResult();
        (await _account.NextTouchesAsync()).Select(touch => (touch.Price, touch.Quantity)).ShouldBe([(98, 2), (97, 2)]);
        Trade(96);
        _account.HasHeardMore.ShouldBeFalse();
        // The account has used less than was told: it wants more.
        await Eventually.TrueAsync(
            () =>
            {
                Renew([], orders: [order with { Filled = 4 }]);
                Trade(96);
                return Task.FromResult(_account.HasHeardMore);
            },
            Limit);
        (await _account.NextTouchesAsync()).Single().Price.ShouldBe(96);
    }

    [Fact]
    public void Prices_NearNothing_CostNoMemory()
    {
        Renew([Guard(Plan with { TrailingPercent = 5 }), Guard(Plan) with { Id = "g2" }], orders: [PaperTrackTests.Order(OrderSide.Buy, OrderType.Limit, 5, price: 50)]);
        Trade(100);
        Mark(100);
        var i = 0;
        AllocatedMemory.Least(() => () =>
        {
            for (var end = i + 10_000; i < end; i++)
            {
                _watch.OnTrade(new AggTrade(i, 2000 + i, 100 + (i * 0.00003), 1, false), isRepaired: false);
                _watch.OnMarkPrice(new MarkPrice(2000 + i, 100, 100, 0, 0));
            }
        }).ShouldBe(0);
    }

    private static PositionGuard Guard(GuardPlan plan) => new("g1", Position, true, 100, 2, plan, GuardProgress.None);

    private List<GuardMove> Renew(ImmutableArray<PositionGuard> guards, double? price = null, ImmutableArray<Order>? orders = null) =>
        [.. _watch.Renew(new AccountWatch("paper", guards, orders ?? []), 1000, price is { } known ? [known] : [])];

    private void Trade(double price, double quantity = 1)
    {
        _tradeId++;
        _watch.OnTrade(new AggTrade(_tradeId, 1000 + _tradeId, price, quantity, false), isRepaired: false);
    }

    private void Mark(double price) => _watch.OnMarkPrice(new MarkPrice(1500, price, price, 0, 0));
}
