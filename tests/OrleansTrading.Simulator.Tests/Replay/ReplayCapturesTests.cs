using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Replay;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Replay;

/// <summary>What was captured is played again as it was.</summary>
public sealed class ReplayCapturesTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CaptureSource Source = new("binance", "AAAUSDT", PriceScale: 2, QuantityScale: 3);

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Day_CapturedFromAMarket_IsReplayedIntoItsTradesAndCandles()
    {
        var (market, symbol) = Seeded();
        var trades = market.Trades(symbol, Day, Day.AddDays(1).AddMilliseconds(-1));
        trades.Count.ShouldBeGreaterThan(10_000);
        var source = new CaptureSource("binance", symbol, 0, 0);
        foreach (var rotation in trades.Chunk(4_000))
        {
            Save(source, Captured(rotation));
        }

        var replayed = Load(_folder.Path);

        replayed.Symbols.ShouldBe([symbol]);
        replayed.Trades(symbol, Day, Day.AddDays(1)).Select(Print).ShouldBe(trades.Select(Print));
        foreach (var interval in new[] { "1m", "1h", "1d" })
        {
            var truth = market.Klines(symbol, interval, Day, Day.AddDays(1).AddMilliseconds(-1), Day.AddDays(2)).Where(candle => candle.Volume > 0);
            replayed.Klines(symbol, interval, Day, Day.AddDays(1).AddMilliseconds(-1), Day.AddDays(2)).Where(candle => candle.Volume > 0)
                .Select(Print).ShouldBe(truth.Select(Print), interval);
        }
    }

    [Fact]
    public void Captures_BesideDumps_ArePlayedTogether()
    {
        var time = Day.ToUnixTimeMilliseconds();
        var rows = new AggTradeRows();
        rows.Add(500, time, 10.5, 2, false);
        rows.Add(501, time + 30_000, 10.25, 1.5, true);
        Save(Source, rows);
        // A rotation and the day that it was compacted into.
        Save(Source, rows, CaptureFileName.WholeDay(CaptureKind.AggTrade, Source.Venue, Source.Symbol, new DateOnly(2026, 3, 1)));
        File.WriteAllText(Path.Combine(_folder.Path, "AAAUSDT-aggTrades-2026-03.csv"),
            string.Create(CultureInfo.InvariantCulture, $"502,10.75,4,900,902,{time + 60_000},false\n"));

        var replayed = Load(_folder.Path);

        replayed.Trades("AAAUSDT", Day, Day.AddHours(1)).Select(Print).ShouldBe(
            [$"500 {time} 10.5 2 False", $"501 {time + 30_000} 10.25 1.5 True", $"502 {time + 60_000} 10.75 4 False"]);
    }

    [Fact]
    public void File_Alone_IsPlayed()
    {
        var rows = new AggTradeRows();
        rows.Add(7, Day.ToUnixTimeMilliseconds(), 10.5, 2, false);
        Load(Save(Source, rows)).Symbols.ShouldBe(["AAAUSDT"]);
    }

    [Fact]
    public void FundingAndOpenInterest_ThatWereCaptured_AreServedFromTheirTimeOn()
    {
        var time = Day.ToUnixTimeMilliseconds();
        var trades = new AggTradeRows();
        trades.Add(1, time, 10.5, 2, false);
        Save(Source, trades);
        var funding = new FundingRows();
        funding.Add(time + 1_000, 10.51, 10.52, -0.000125, time + 28_800_000);
        funding.Add(time + 2_000, 10.61, 10.62, 0.00025, time + 28_800_000);
        Save(Source, funding);
        var interest = new OpenInterestRows();
        interest.Add(time + 1_500, 1_234.5);
        Save(Source, interest);

        var replayed = Load(_folder.Path);

        var first = replayed.Funding("AAAUSDT", Day.AddMilliseconds(1_999));
        (first.MarkPrice, first.IndexPrice, first.Rate, first.OpenInterest).ShouldBe((10.51m, 10.52m, -0.000125m, 1_234.5m));
        var second = replayed.Funding("AAAUSDT", Day.AddSeconds(30));
        (second.MarkPrice, second.IndexPrice, second.Rate).ShouldBe((10.61m, 10.62m, 0.00025m));
    }

    [Theory]
    [InlineData("agg_trade/binance/AAAUSDT/2026-03-01.parquet", "PAR1 not at all", "Expected PAR1 at the end")]
    [InlineData("agg_trade/binance/AAAUSDT/2026-03-01.parquet", "", "found 0 bytes")]
    public void File_ThatIsNoCapture_IsNamedWithWhatWasExpected(string name, string content, string expected)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        var message = Should.Throw<InvalidDataException>(() => Load(_folder.Path)).Message;
        message.ShouldStartWith(path);
        message.ShouldContain(expected);
    }

    [Fact]
    public void Captures_OfTwoVenues_AreNotOneMarket()
    {
        var rows = new AggTradeRows();
        rows.Add(7, Day.ToUnixTimeMilliseconds(), 10.5, 2, false);
        Save(Source, rows);
        Save(Source with { Venue = "kraken" }, rows);
        Should.Throw<InvalidDataException>(() => Load(_folder.Path)).Message.ShouldContain("'kraken' beside 'binance'");
    }

    [Fact]
    public void Folder_WithoutPrices_SaysWhatWasExpected()
    {
        var interest = new OpenInterestRows();
        interest.Add(Day.ToUnixTimeMilliseconds(), 1);
        Save(Source, interest);
        Should.Throw<InvalidDataException>(() => Load(_folder.Path)).Message.ShouldContain("agg_trade/binance/BTCUSDT/2024-01-31.parquet");
    }

    private static (SimulatorMarket Market, string Symbol) Seeded()
    {
        var market = PlayedMarket.Load(new SimulatorOptions { Symbols = 1, Seed = 11, TradesPerSecond = 1, Start = Day }, TimeProvider.System, NullLogger.Instance).Market;
        return (market, market.Symbols[0]);
    }

    private static AggTradeRows Captured(IEnumerable<SimulatedTrade> trades)
    {
        var rows = new AggTradeRows();
        foreach (var trade in trades)
        {
            rows.Add(trade.AggregateId, trade.Time.ToUnixTimeMilliseconds(), (double)trade.Price, (double)trade.Quantity, trade.BuyerIsMaker);
        }

        return rows;
    }

    private static string Print(SimulatedTrade trade) => string.Create(CultureInfo.InvariantCulture,
        $"{trade.AggregateId} {trade.Time.ToUnixTimeMilliseconds()} {trade.Price / 1.000000000m} {trade.Quantity / 1.000000000m} {trade.BuyerIsMaker}");

    // The number of single trades is what a capture does not keep.
    private static string Print(SimulatedCandle candle) => string.Create(CultureInfo.InvariantCulture,
        $"{candle.OpenTime:O} {candle.Open / 1.0m} {candle.High / 1.0m} {candle.Low / 1.0m} {candle.Close / 1.0m} {candle.Volume / 1.0m} {candle.TakerBuyVolume / 1.0m}");

    private static SimulatorMarket Load(string path) =>
        ReplayMarket.Load(new SimulatorOptions { ReplayDirectory = path }, NullLogger.Instance).Market;

    private string Save(CaptureSource source, CaptureRows rows, CaptureFileName? name = null)
    {
        var (first, last) = rows.TimeRange;
        name ??= CaptureFileName.Rotation(rows.Kind, source.Venue, source.Symbol, first, last);
        var path = Path.Combine(_folder.Path, name.RelativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        rows.Write(stream, source);
        return path;
    }
}
