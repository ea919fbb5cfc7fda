using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Scanning;
using static OrleansTrading.Grains.Tests.Scanning.ScanCluster;

namespace OrleansTrading.Grains.Tests.Scanning;

public sealed class ScannerGrainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Scan_OfLiveSymbols_EqualsThePureFunctionsOnTheSameCandles(int silos)
    {
        await using var cluster = await StartAsync(NewVenue(), silos);
        var requests = cluster.Venue.KlineRequests;

        var report = await cluster.ScanAsync();

        report.Skipped.ShouldBeEmpty();
        (report.Scanned, report.CacheHits, report.RestCalls).ShouldBe((12, 12, 0));
        cluster.Venue.KlineRequests.ShouldBe(requests);
        cluster.Venue.MarkRequests.ShouldBe(0);
        ShouldEqualThePureFunctions(cluster, report);
    }

    [Fact]
    public async Task Scan_OfOpenCandles_PreviewsThemAndDoesNotDisturbTheClosedOnes()
    {
        await using var cluster = await StartAsync(NewVenue());

        var open = await cluster.ScanAsync(new ScanRequest([], IncludeOpen: true));

        open.Scanned.ShouldBe(12);
        foreach (var result in open.Results)
            result.Reading.ShouldBe(cluster.Expected(result.Id, result.Reading.Interval, includeOpen: true));
        ShouldEqualThePureFunctions(cluster, await cluster.ScanAsync());
    }

    [Fact]
    public async Task Scan_AfterCandlesHaveClosed_ReadsThem()
    {
        await using var cluster = await StartAsync(NewVenue());
        await cluster.ScanAsync();
        for (var minute = 1; minute <= 16; minute++)
        {
            cluster.Venue.MoveTo(Start + (minute * Minute) + 1_000);
            foreach (var id in Instruments)
            {
                await cluster.StreamAsync(id, Start + ((minute - 1) * Minute));
                await cluster.StreamAsync(id, Start + (minute * Minute));
            }
        }

        var report = await cluster.ScanAsync();

        report.Scanned.ShouldBe(12);
        report.Results.Select(result => result.Reading.OpenTime).Distinct().Order().ShouldBe([Start, Start + (10 * Minute), Start + (15 * Minute)]);
        // What was fed on agrees with what is read anew but for what has left the ring: the oldest candles' part in the averages.
        foreach (var result in report.Results)
            result.Reading.Score.ShouldBe(cluster.Expected(result.Id, result.Reading.Interval).Score, 2);
    }

    [Fact]
    public async Task Scan_ByRest_GivesTheSameRankingAndCountsItsRequests()
    {
        var venue = NewVenue();
        venue.HasDerivatives = false;
        await using var cluster = await StartAsync(venue);
        var requests = venue.KlineRequests;

        var byRest = await cluster.ScanAsync(new ScanRequest([], Source: ScanSource.Rest));
        venue.KlineRequests.ShouldBe(requests + 12);
        var byCache = await cluster.ScanAsync();

        (byRest.RestCalls, byRest.CacheHits, byRest.Scanned).ShouldBe((12, 0, 12));
        byRest.Results.ShouldBe(byCache.Results);
        (await cluster.ScanAsync(new ScanRequest([], Source: ScanSource.Rest, IncludeOpen: true))).Results
            .ShouldBe((await cluster.ScanAsync(new ScanRequest([], IncludeOpen: true))).Results);
    }

    [Fact]
    public async Task Scan_ByRestOfAVenueThatIsAway_SkipsWithTheReason()
    {
        await using var cluster = await StartAsync(NewVenue());
        cluster.Venue.FailureOf = (Instruments[1], new VenueException(ErrorKind.Unavailable, isTransient: true, "made up"));

        var report = await cluster.ScanAsync(new ScanRequest([], Source: ScanSource.Rest));

        report.Skipped.ShouldHaveSingleItem().ShouldBe(new ScanSkip(Instruments[1], null, "could not be read: made up"));
        report.Scanned.ShouldBe(9);
    }

    [Fact]
    public async Task Scan_WithMinimumAndMaximum_AnswersTheStrongestInOrder()
    {
        await using var cluster = await StartAsync(NewVenue());
        var all = (await cluster.ScanAsync()).Results;

        var distances = all.Select(result => Math.Abs(result.Reading.Score)).ToList();
        distances.ShouldBe(distances.OrderDescending());
        (await cluster.ScanAsync(new ScanRequest([], MaximumResults: 5))).Results.ShouldBe(all[..5]);
        var minimum = distances[6];
        (await cluster.ScanAsync(new ScanRequest([], minimum))).Results.ShouldBe(all.Where(result => Math.Abs(result.Reading.Score) >= minimum));
        (await cluster.ScanAsync(new ScanRequest([KlineInterval.FiveMinutes]))).Results
            .ShouldBe(all.Where(result => result.Reading.Interval == KlineInterval.FiveMinutes));
        (await cluster.ScanAsync(new ScanRequest([], MaximumResults: 0))).Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task Scan_OfOneWatchlist_LeavesTheOthersOut()
    {
        await using var cluster = await StartAsync(NewVenue());
        (await cluster.ScanAsync(new ScanRequest([], Watchlist: IWatchlistGrain.Elite))).Scanned.ShouldBe(12);
        var overlay = await cluster.ScanAsync(new ScanRequest([], Watchlist: IWatchlistGrain.Overlay));
        (overlay.Scanned, overlay.Results.Length, overlay.HourlyVolatility).ShouldBe((0, 0, null));
    }

    [Fact]
    public async Task Scan_OfTooFewCandles_SkipsSayingHowMany()
    {
        await using var cluster = await StartAsync(NewVenue(), signals: options => options.MinimumCandles = 130);

        var report = await cluster.ScanAsync();

        report.Results.ShouldBeEmpty();
        report.Skipped.Length.ShouldBe(12);
        report.Skipped[0].ShouldBe(new ScanSkip(Instruments[1], KlineInterval.OneMinute, "too few candles (119 of 130)"));
    }

    [Fact]
    public async Task Scan_OfAnIntervalThatIsNotKept_SkipsSayingWhichAre()
    {
        await using var cluster = await StartAsync(NewVenue());
        var report = await cluster.ScanAsync(new ScanRequest([KlineInterval.OneHour]));
        report.Skipped.ShouldAllBe(skip => skip.Reason == "the interval is not kept (kept are 1m, 5m, 15m)");
    }

    [Fact]
    public async Task Scan_OfASymbolThatIsStillWarming_SkipsIt()
    {
        var venue = NewVenue();
        venue.FailureOf = (Instruments[2], new VenueException(ErrorKind.Unavailable, isTransient: true, "made up"));
        await using var cluster = await StartAsync(venue, follow: id => id != Instruments[2]);

        var report = await cluster.ScanAsync();

        report.Skipped.ShouldHaveSingleItem().ShouldBe(new ScanSkip(Instruments[2], null, "warming up"));
        report.Scanned.ShouldBe(9);
    }

    [Fact]
    public async Task Scan_OfCandlesThatHaveStopped_SkipsThemAsStale()
    {
        await using var cluster = await StartAsync(NewVenue());
        cluster.Venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "made up");
        cluster.Venue.MoveTo(Start + (60 * Minute));

        var report = await cluster.ScanAsync();

        report.Scanned.ShouldBe(0);
        report.Skipped.Length.ShouldBe(4);
        report.Skipped.ShouldAllBe(skip => skip.Reason.StartsWith("stale data"));
    }

    [Fact]
    public async Task Scan_WithASlowAndAFailingSymbol_LeavesThoseOutWithTheReason()
    {
        var trouble = new ScanTrouble();
        await using var cluster = await StartAsync(NewVenue(), services: services =>
        {
            services.AddSingleton<IIncomingGrainCallFilter>(trouble);
            services.Configure<ScanOptions>(options => options.SymbolTimeLimit = TimeSpan.FromMilliseconds(500));
        });
        try
        {
            (trouble.Slow, trouble.Failing) = (Instruments[2], Instruments[3]);

            var report = await cluster.ScanAsync();

            report.Scanned.ShouldBe(6);
            report.Skipped.ShouldBe(
            [
                new ScanSkip(Instruments[2], null, "did not answer within 0.5 s"),
                new ScanSkip(Instruments[3], null, "could not be read: made up"),
            ]);
        }
        finally
        {
            trouble.Released.SetResult();
        }
    }

    [Fact]
    public async Task CacheStatus_AfterQuestions_TellsWhatMemoryAnswered()
    {
        await using var cluster = await StartAsync(NewVenue());
        var symbol = cluster.Market.Symbol(Benchmark);
        var before = await symbol.GetCacheStatusAsync();
        await symbol.GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, null, null));
        await symbol.GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, Start - (1000 * Minute), null));
        await symbol.ScanAsync(new ScanQuery([.. Intervals], [], IncludeOpen: false, WithReturns: false));

        var status = await symbol.GetCacheStatusAsync();

        (status.Hits - before.Hits, status.Misses - before.Misses).ShouldBe((4, 1));
        status.Intervals.Select(interval => interval.Interval).ShouldBe(Intervals);
        status.Intervals.ShouldAllBe(interval => interval.Candles == Capacity && interval.Age == TimeSpan.FromSeconds(30));
        status.Bytes.ShouldBeGreaterThan(3 * Capacity * 8 * sizeof(double));
    }

    [Fact]
    public async Task Indicators_OfALiveSymbol_AreThoseOfItsCandles()
    {
        await using var cluster = await StartAsync(NewVenue());
        var symbol = cluster.Market.Symbol(Benchmark);

        var reading = (await symbol.GetIndicatorsAsync(KlineInterval.FiveMinutes))!;

        reading.Problem.ShouldBeNull();
        reading.Candles.ShouldBe(Capacity - 1);
        reading.Closed!.Value.OpenTime.ShouldBe(Start - (5 * Minute));
        reading.Open!.Value.OpenTime.ShouldBe(Start);
        reading.Closed.Value.Atr14.ShouldBe(cluster.Expected(Benchmark, KlineInterval.FiveMinutes).Atr);
        reading.Open.Value.Atr14.ShouldBe(cluster.Expected(Benchmark, KlineInterval.FiveMinutes, includeOpen: true).Atr);
        (await symbol.GetIndicatorsAsync(KlineInterval.OneHour)).ShouldBeNull();
    }

    private static void ShouldEqualThePureFunctions(ScanCluster cluster, ScanReport report)
    {
        report.Results.Length.ShouldBe(12);
        report.Results.Select(result => (result.Id, result.Reading.Interval)).Order(Comparer<(InstrumentId Id, KlineInterval Interval)>.Create(
            (left, right) => string.CompareOrdinal($"{left}", $"{right}"))).Distinct().Count().ShouldBe(12);
        foreach (var result in report.Results)
            result.Reading.ShouldBe(cluster.Expected(result.Id, result.Reading.Interval), $"{result.Id} {result.Reading.Interval}");
    }
}
