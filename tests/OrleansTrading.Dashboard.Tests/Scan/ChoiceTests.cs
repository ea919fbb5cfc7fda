using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Tests.Scan;

public sealed class ChoiceTests
{
    private static readonly KlineInterval[] All = [KlineInterval.FiveMinutes, KlineInterval.OneHour, KlineInterval.FourHours];

    [Fact]
    public void Scan_WrittenToAnAddress_ReadsBack()
    {
        var choice = new ScanChoice(45, [KlineInterval.FiveMinutes, KlineInterval.OneDay], "elite", true, "eth");
        var query = choice.ToQuery();
        ScanChoice.Of(Text(query, "score"), Text(query, "intervals"), Text(query, "list"), Text(query, "candles"), Text(query, "search")).ShouldBe(choice);
        ScanChoice.Everything.ToQuery().Values.ShouldAllBe(value => value == null);
    }

    [Theory]
    [InlineData("-5", "7m", "best", "open")]
    [InlineData("high", "1h,7m", "", "")]
    [InlineData(null, null, null, null)]
    public void Scan_OfAnAddressThatCannotBe_IsOfEverything(string? score, string? intervals, string? list, string? candles) =>
        ScanChoice.Of(score, intervals, list, candles, null).ShouldBe(ScanChoice.Everything);

    [Fact]
    public void Interval_Toggled_IsChosenOrNot_AndNoneMeansAll()
    {
        var two = ScanChoice.Everything.Toggle(KlineInterval.OneHour, [.. All]);
        two.Intervals.ShouldBe([KlineInterval.FiveMinutes, KlineInterval.FourHours]);
        two.Toggle(KlineInterval.OneHour, [.. All]).ShouldBe(ScanChoice.Everything);
        two.Toggle(KlineInterval.FiveMinutes, [.. All]).Toggle(KlineInterval.FourHours, [.. All]).ShouldBe(ScanChoice.Everything);
    }

    [Fact]
    public void Ranking_OfAChoice_KeepsThePlacesAmongItsIntervals()
    {
        var report = new ScanReport(TimeSpan.Zero, 4, [], 0, 4, null, [Result("A", 90, 0), Result("A", -80, 1), Result("B", 60, 0), Result("A", 20, 0)]);
        (ScanChoice.Everything with { Intervals = [All[0]], Search = "e:b" }).Of(report).Select(row => (row.Rank, row.Result.Reading.Score)).ShouldBe([(2, 60)]);
        (ScanChoice.Everything with { MinimumScore = 60 }).Of(report).Select(row => row.Rank).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Signals_WrittenToAnAddress_ReadBack()
    {
        var choice = new SignalChoice("binance:BTCUSDT", KlineInterval.OneHour, SignalDirection.Short, OutcomeKind.Unknown, 70, null);
        var query = choice.ToQuery();
        SignalChoice.Of(Text(query, "instrument"), Text(query, "interval"), Text(query, "direction"), Text(query, "outcome"), Text(query, "score"), Text(query, "days")).ShouldBe(choice);
        var asked = choice.ToSignals(DateTimeOffset.UnixEpoch.AddDays(100));
        (asked.Instrument, asked.Outcome, asked.CreatedFrom).ShouldBe((new InstrumentId("binance", "BTCUSDT"), OutcomeKind.Unknown, null));
        choice.ToRates(DateTimeOffset.UnixEpoch).Outcome.ShouldBeNull("rates are of all outcomes");
        (choice with { Days = 7 }).ToSignals(DateTimeOffset.UnixEpoch.AddDays(100)).CreatedFrom.ShouldBe(93L * 86_400_000);
    }

    [Fact]
    public void Comparison_OfTwoScans_PutsTheGreatestDifferenceFirst()
    {
        var cache = new ScanReport(TimeSpan.Zero, 3, [], 0, 3, null, [Result("A", 50, 0), Result("B", 40, 0), Result("C", 30, 0)]);
        var rest = new ScanReport(TimeSpan.Zero, 3, [], 6, 0, null, [Result("A", 50.01, 0), Result("B", 45, 0), Result("C", 30, 0, openTime: 300_000), Result("D", 70, 0)]);

        var comparison = ScanComparison.Of(cache, rest, DateTimeOffset.UnixEpoch);

        comparison.Rows.Select(row => row.Id.Symbol).ShouldBe(["B", "A", "C", "D"]);
        (comparison.Compared, comparison.Same).ShouldBe((2, 1));
        comparison.Rows[2].IsOfAnotherCandle.ShouldBeTrue();
        comparison.Rows[3].Cache.ShouldBeNull();
    }

    private static ScanResult Result(string symbol, double score, int interval, long openTime = 0) =>
        new(new InstrumentId("binance", symbol), new MarketReading(All[interval], openTime, false, 1, 1, 0, MarketReading.DirectionOf(score), score, default, default));

    private static string? Text(IReadOnlyDictionary<string, object?> query, string name) => query[name] as string;
}
