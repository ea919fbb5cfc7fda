using System.Globalization;
using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Binance;

/// <summary>What the venue has really sent, read a second time by other means.</summary>
public sealed class BinanceRecordedFramesTests
{
    [Fact]
    public void Read_EveryRecordedFrame_EqualsAnIndependentReading()
    {
        var bench = new FrameBench(Recorded.Symbols);
        var counts = new Dictionary<string, int>();
        foreach (var frame in Recorded.Frames())
        {
            using var document = JsonDocument.Parse(frame);
            var data = document.RootElement.GetProperty("data");
            var type = data.GetProperty("e").GetString()!;
            counts[type] = counts.GetValueOrDefault(type) + 1;
            var kind = bench.Read(frame);
            kind.ShouldBe(type == "depthUpdate" ? FrameKind.Depth : FrameKind.Event, frame);
            bench.Reader.Stream!.Name.ShouldBe(document.RootElement.GetProperty("stream").GetString());
            bench.Reader.EventTime.ShouldBe(data.GetProperty("E").GetInt64());
            Check(type, data, bench);
        }

        counts.Values.Sum().ShouldBe(1535);
        counts.Keys.Order().ShouldBe(["aggTrade", "bookTicker", "depthUpdate", "kline"]);
    }

    private static void Check(string type, JsonElement data, FrameBench bench)
    {
        var marketEvent = bench.Reader.Event;
        switch (type)
        {
            case "aggTrade":
                marketEvent.ToTrade().ShouldBe(new AggTrade(
                    data.GetProperty("a").GetInt64(), data.GetProperty("T").GetInt64(), Number(data, "p"), Number(data, "q"), data.GetProperty("m").GetBoolean()));
                marketEvent.Received.ShouldBe(42);
                break;
            case "bookTicker":
                marketEvent.ToBookTicker().ShouldBe(new BookTicker(
                    data.GetProperty("u").GetInt64(), data.GetProperty("E").GetInt64(),
                    Number(data, "b"), Number(data, "B"), Number(data, "a"), Number(data, "A")));
                break;
            case "kline":
                var candle = data.GetProperty("k");
                marketEvent.Interval.ShouldBe(Domain.Candles.KlineIntervals.Parse(candle.GetProperty("i").GetString()!));
                marketEvent.ToKline().ShouldBe(new Domain.Candles.Kline(
                    candle.GetProperty("t").GetInt64(), Number(candle, "o"), Number(candle, "h"), Number(candle, "l"), Number(candle, "c"),
                    Number(candle, "v"), Number(candle, "q"), Number(candle, "V"), Number(candle, "Q"),
                    candle.GetProperty("n").GetInt32(), candle.GetProperty("x").GetBoolean()));
                break;
            case "depthUpdate":
                var depth = bench.Reader.Depth;
                depth.FirstUpdateId.ShouldBe(data.GetProperty("U").GetInt64());
                depth.FinalUpdateId.ShouldBe(data.GetProperty("u").GetInt64());
                depth.PreviousFinalUpdateId.ShouldBe(data.GetProperty("pu").GetInt64());
                depth.Bids.ToArray().ShouldBe(Levels(data, "b"));
                depth.Asks.ToArray().ShouldBe(Levels(data, "a"));
                break;
        }
    }

    private static BookLevel[] Levels(JsonElement data, string member) =>
        [.. data.GetProperty(member).EnumerateArray().Select(level => new BookLevel(Text(level[0]), Text(level[1])))];

    private static double Number(JsonElement data, string member) => Text(data.GetProperty(member));

    /// <remarks>By way of decimal, which shares no code with the reader under test.</remarks>
    private static double Text(JsonElement value) => (double)decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
