using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Exchanges.Errors;
using static OrleansTrading.Grains.Tests.Pipeline.PipelineCluster;

namespace OrleansTrading.Grains.Tests.Pipeline;

/// <summary>The steps by their schedule, with time set by hand.</summary>
public sealed class HourlyPipelineTests
{
    private const long Minute = 60_000;

    private static readonly VenueException Away = new(ErrorKind.Unavailable, isTransient: true, "made up");

    [Fact]
    public async Task Day_OfTheHourlyPipeline_RunsEveryStepOnceAnHour()
    {
        await using var cluster = await StartAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            foreach (var (job, minute) in Steps)
                (await cluster.RunSlotAsync(job, Start + (hour * Hour) + (minute * Minute))).State.ShouldBe(JobRunState.Succeeded, job);
        }

        foreach (var (job, minute) in Steps)
        {
            var runs = await cluster.Runs.ListAsync(job, null, null, 200, default);
            runs.Select(run => run.Slot!.Value).Order().ShouldBe(Enumerable.Range(0, 24).Select(hour => Start + (hour * Hour) + (minute * Minute)), job);
            runs.ShouldAllBe(run => run.State == JobRunState.Succeeded && run.Counts.Succeeded == 2 && run.Counts.Failed == 0, job);
        }

        // At each slot the newest closed candle is the one of the hour before.
        var candles = Enumerable.Range(-1, 24).Select(hour => Start + (hour * Hour)).Reverse().ToList();
        foreach (var kind in new[] { "indicators", "ema-channel", "regime" })
        {
            foreach (var instrument in Instruments)
            {
                var readings = await cluster.Readings.ListAsync(kind, instrument, KlineInterval.OneHour, 100, default);
                readings.Select(reading => reading.OpenTime).ShouldBe(candles, kind);
            }
        }

        var signals = await cluster.Signals.ListAsync(null, null, null, 1000, default);
        signals.ShouldNotBeEmpty();
        signals.Select(signal => signal.Key).ShouldBeUnique();
        signals.ShouldAllBe(signal => candles.Contains(signal.CandleOpenTime));
    }

    [Fact]
    public async Task Readings_OfAStep_AreWhatTheCandlesSay()
    {
        await using var cluster = await StartAsync();
        foreach (var (job, minute) in Steps)
            await cluster.RunSlotAsync(job, Start + (minute * Minute));

        var venue = cluster.Market.Venue;
        var klines = Enumerable.Range(-300, 300).Select(hour => venue.MarketOf(Instruments[1]).At(KlineInterval.OneHour, Start + (hour * Hour), venue.Now)).ToArray();
        var expected = IndicatorSet.Compute(klines)[^1];
        var indicators = (await cluster.Readings.ListAsync("indicators", Instruments[1], KlineInterval.OneHour, 1, default)).Single();
        indicators.OpenTime.ShouldBe(Start - Hour);
        indicators.Values.Count.ShouldBe(38);
        indicators.Values["rsi14"].ShouldBe(expected.Rsi14);
        indicators.Values["ema200"].ShouldBe(expected.Ema200);
        indicators.Values["superTrendDirection"].ShouldBe(expected.SuperTrendDirection);
        var channel = (await cluster.Readings.ListAsync("ema-channel", Instruments[1], KlineInterval.OneHour, 1, default)).Single();
        channel.Values["high"].ShouldBe(expected.EmaChannelHigh);
        channel.Values["low"].ShouldBe(expected.EmaChannelLow);
        channel.Values["position"].ShouldBe((expected.Close - expected.EmaChannelLow) / (expected.EmaChannelHigh - expected.EmaChannelLow));
        channel.Label.ShouldBe(expected.Close > expected.EmaChannelHigh ? "above" : expected.Close < expected.EmaChannelLow ? "below" : "inside");
        var regime = (await cluster.Readings.ListAsync("regime", Instruments[1], KlineInterval.OneHour, 1, default)).Single();
        regime.Label.ShouldBeOneOf("trendingUp", "trendingDown", "ranging", "volatile");
        regime.Values["adx"].ShouldBe(expected.Adx14);
    }

    [Fact]
    public async Task Hour_WhoseFirstStepFails_RunsNoOther_AndTheNextHourRunsAll()
    {
        await using var cluster = await StartAsync();
        cluster.Market.Venue.Failure = Away;

        var fetch = await cluster.RunSlotAsync("fetch-ohlc", Start + (5 * Minute));
        (fetch.State, fetch.Counts.Failed).ShouldBe((JobRunState.Failed, 2));
        fetch.Error.ShouldBe("2 of 2 series failed; at most 50 % may, and not all.");
        fetch.Counts.Errors.ShouldHaveSingleItem().Kind.ShouldBe("HistoryUnavailable");
        foreach (var (job, minute) in Steps.Skip(1))
            (await cluster.RunSlotAsync(job, Start + (minute * Minute))).State.ShouldBe(JobRunState.Skipped, job);

        cluster.Market.Venue.Failure = null;
        foreach (var (job, minute) in Steps)
            (await cluster.RunSlotAsync(job, Start + Hour + (minute * Minute))).State.ShouldBe(JobRunState.Succeeded, job);
    }

    [Fact]
    public async Task Step_OneInstrumentAway_IsCountedAndTheOtherGoesOn()
    {
        await using var cluster = await StartAsync();
        cluster.Market.Venue.FailureOf = (Instruments[0], Away);

        var fetch = await cluster.RunSlotAsync("fetch-ohlc", Start + (5 * Minute));
        var calculate = await cluster.RunSlotAsync("calculate-indicators", Start + (10 * Minute));

        (fetch.State, fetch.Counts.Succeeded, fetch.Counts.Failed).ShouldBe((JobRunState.Succeeded, 1, 1));
        fetch.Output.ShouldBe("1 instrument x 1 interval, 300 closed candles");
        fetch.Counts.Errors.ShouldHaveSingleItem().Item.ShouldBe("fake:AAAUSD 1h");
        calculate.Output.ShouldBe("1 instrument x 1 interval, 1 reading");
        (await cluster.Readings.ListAsync("indicators", Instruments[0], KlineInterval.OneHour, 10, default)).ShouldBeEmpty();
        (await cluster.Readings.ListAsync("indicators", Instruments[1], KlineInterval.OneHour, 10, default)).ShouldHaveSingleItem();
    }
}
