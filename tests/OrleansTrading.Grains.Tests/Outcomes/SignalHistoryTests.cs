using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Outcomes;
using OrleansTrading.Grains.Tests.Fakes;
using static OrleansTrading.Grains.Tests.Outcomes.OutcomeWorld;

namespace OrleansTrading.Grains.Tests.Outcomes;

public sealed class SignalHistoryTests
{
    private readonly OutcomeWorld _world = new();

    [Fact]
    public async Task List_ByWhatTheStoreDoesNotKnow_FindsAllOverPages()
    {
        for (var candle = 0; candle < 60; candle++)
            await _world.RaiseAsync(candle, score: 40 + candle, direction: candle % 3 == 0 ? SignalDirection.Short : SignalDirection.Long);

        var query = new SignalHistoryQuery { Direction = SignalDirection.Short, MinimumScore = 50, ScoreBelow = 90 };
        var found = new List<TradeSignal>();
        do
        {
            var page = await _world.ListAsync(query, 4);
            page.Signals.Length.ShouldBeLessThanOrEqualTo(4);
            found.AddRange(page.Signals);
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        found.Select(signal => signal.Score).ShouldBe([-88, -85, -82, -79, -76, -73, -70, -67, -64, -61, -58, -55, -52]);
    }

    [Fact]
    public async Task List_OfMoreThanOnePageLooksAt_GoesOnWhereItEnded()
    {
        for (var candle = 0; candle < SignalHistoryReader.MostLookedAt + 10; candle++)
            await _world.RaiseAsync(candle, score: candle == 0 ? 90 : 50);
        var query = new SignalHistoryQuery { MinimumScore = 80 };
        var first = await _world.ListAsync(query);
        (first.Signals.Length, first.Next is null).ShouldBe((0, false));
        var second = await _world.ListAsync(query with { After = first.Next });
        (second.Signals.Length, second.Next).ShouldBe((1, null));
    }

    [Fact]
    public async Task List_ByOutcome_KnowsTheOnesThatNobodyWillDecide()
    {
        var open = await _world.RaiseAsync(0);
        (await _world.ListAsync(new SignalHistoryQuery { Outcome = OutcomeKind.Open })).Signals.ShouldHaveSingleItem().Key.ShouldBe(open.Key);
        _world.MoveTo(Start + (32 * 24 * Hour));
        (await _world.ListAsync(new SignalHistoryQuery { Outcome = OutcomeKind.Open })).Signals.ShouldBeEmpty();
        (await _world.ListAsync(new SignalHistoryQuery { Outcome = OutcomeKind.Unknown })).Signals.ShouldHaveSingleItem().Outcome!.Kind.ShouldBe(OutcomeKind.Unknown);
    }

    [Fact]
    public async Task HitRates_OfSignals_AreByBandIntervalAndDirection()
    {
        await _world.RaiseAsync(0, score: 55);
        await _world.RaiseAsync(1, score: 59);
        await _world.RaiseAsync(2, score: 95);
        await _world.RaiseAsync(3, score: 61, direction: SignalDirection.Short);
        await _world.RaiseAsync(0, score: 70, interval: KlineInterval.OneHour);
        await _world.CloseAsync(1, [100, 110, 90, 100]);
        _world.MoveTo(Start + (5 * Minute));
        await _world.RunAsync();

        var report = await _world.RatesAsync(new SignalHistoryQuery());

        report.Bands.Select(band => (band.From, band.Rate.Targets, band.Rate.Stops, band.Rate.Open)).ShouldBe([(50, 2, 0, 0), (60, 0, 0, 1), (70, 0, 0, 1), (90, 0, 1, 0)]);
        report.Intervals.Select(interval => (interval.Interval, interval.Rate.Signals)).ShouldBe([(KlineInterval.OneMinute, 4), (KlineInterval.OneHour, 1)]);
        report.Directions.Select(direction => (direction.Direction, direction.Rate.Signals)).ShouldBe([(SignalDirection.Long, 4), (SignalDirection.Short, 1)]);
        (report.Total.Rate, report.Total.Confidence, report.IsCut).ShouldBe((2 / 3.0, WilsonInterval.Of(2, 3), false));
        report.Since.ShouldBe(Start + Minute + 500);
        (await _world.RatesAsync(new SignalHistoryQuery { MinimumScore = 60, ScoreBelow = 90 })).Total.Signals.ShouldBe(2);
        (await _world.RatesAsync(new SignalHistoryQuery { CreatedFrom = Start + (3 * Minute) })).Total.Signals.ShouldBe(3);
    }

    [Fact]
    public async Task HitRates_AskedForAgain_AreCountedAgainAfterAWhileOnly()
    {
        var reader = _world.Reader;
        await _world.RaiseAsync(0);
        (await reader.GetHitRatesAsync(new SignalHistoryQuery(), Token)).Total.Signals.ShouldBe(1);
        await _world.RaiseAsync(1);
        (await reader.GetHitRatesAsync(new SignalHistoryQuery(), Token)).Total.Signals.ShouldBe(1);
        (await reader.GetHitRatesAsync(new SignalHistoryQuery { Interval = KlineInterval.OneMinute }, Token)).Total.Signals.ShouldBe(2);
        _world.Time.Advance(HitRateCache.KeepFor);
        (await reader.GetHitRatesAsync(new SignalHistoryQuery(), Token)).Total.Signals.ShouldBe(2);
    }

    [Fact]
    public async Task Cache_OfCounts_SharesThoseUnderWayAndForgetsThoseThatFailed()
    {
        var cache = new HitRateCache(_world.Time);
        var (under, counts) = (new TaskCompletionSource<HitRateReport>(), 0);
        var first = cache.GetAsync(new SignalHistoryQuery(), Count);
        var second = cache.GetAsync(new SignalHistoryQuery(), Count);
        second.ShouldBeSameAs(first);
        under.SetException(new IOException("made up"));
        await Should.ThrowAsync<IOException>(() => first);
        under = new TaskCompletionSource<HitRateReport>();
        cache.GetAsync(new SignalHistoryQuery(), Count).ShouldNotBeSameAs(first);
        counts.ShouldBe(2);

        Task<HitRateReport> Count()
        {
            counts++;
            return under.Task;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grain_OfAnEmptyStore_AnswersEmpty()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start));
        var grain = cluster.Cluster.Client.GetGrain<ISignalHistoryGrain>(ISignalHistoryGrain.Key);
        (await grain.ListAsync(new SignalHistoryQuery(), 10)).ShouldSatisfyAllConditions(page => page.Signals.ShouldBeEmpty(), page => page.Next.ShouldBeNull());
        (await grain.GetHitRatesAsync(new SignalHistoryQuery())).Total.Rate.ShouldBeNull();
    }
}
