using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Binance;

public sealed class BinanceFrameReaderTests
{
    private static readonly string[] Symbols = ["SUSHIUSDT", "AKROUSDT", "KEEPUSDT", "CTKUSDT"];

    [Fact]
    public void Read_EveryRecordedFrame_EqualsAnIndependentReading()
    {
        var bench = new FrameBench(Symbols);
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

    [Theory]
    [InlineData("""{"stream":"\ud800","data":{}}""")]
    [InlineData("""{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","s":"\ud800"}}""")]
    [InlineData("""{"\ud800":1}""")]
    public void Read_TextThatCannotBe_IsRefusedAndThrowsNothing(string frame)
    {
        var bench = new FrameBench("BTCUSDT");
        bench.Read(frame).ShouldBe(FrameKind.Malformed, frame);
    }

    [Theory]
    [InlineData("AggTrades", "BTCUSDT", FrameKind.Event)]
    [InlineData("MarkPrice", "BTCUSDT", FrameKind.Event)]
    [InlineData("Book", "BTCUSDT", FrameKind.Depth)]
    [InlineData("Liquidations", "BTCUSDT", FrameKind.Event)]
    public void Read_DocumentedShapeWithWhiteSpace_IsRead(string shape, string symbol, FrameKind expected)
    {
        var bench = new FrameBench(symbol);
        var frame = Recorded.Shape($"Subscriptions/UsdFutures/{shape}.txt");
        bench.Read(frame).ShouldBe(expected);
    }

    [Fact]
    public void Read_MarkPriceShape_HasEveryValue()
    {
        var bench = new FrameBench("BTCUSDT");
        bench.Read(Recorded.Shape("Subscriptions/UsdFutures/MarkPrice.txt")).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToMarkPrice().ShouldBe(new MarkPrice(1562305380000, 11794.15, 11784.62659091, 0.00038167, 1562306400000));
    }

    [Fact]
    public void Read_ForcedOrder_HasTheWholeOrdersFillAndItsAveragePrice()
    {
        var bench = new FrameBench("SUSHIUSDT");
        bench.Read(Forced).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToLiquidation().ShouldBe(new Liquidation(1568014460893, 1568014460890, IsBuy: false, 9910, 9911, 0.014));
        bench.Read(Forced.Replace("SELL", "BUY", StringComparison.Ordinal)).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToLiquidation().IsBuy.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"ap\":", "\"zz\":", FrameDefect.MissingMember)]
    [InlineData("\"z\":", "\"zz\":", FrameDefect.MissingMember)]
    [InlineData("\"o\":{", "\"zz\":{", FrameDefect.MissingMember)]
    [InlineData("\"SELL\"", "\"HOLD\"", FrameDefect.Mismatch)]
    [InlineData("\"SUSHIUSDT\"", "\"BTCUSDT\"", FrameDefect.Mismatch)]
    [InlineData("\"9911\"", "\"0\"", FrameDefect.BadNumber)]
    public void Read_ForcedOrderNotAsDocumented_IsRefused(string found, string replacement, FrameDefect defect)
    {
        var bench = new FrameBench("SUSHIUSDT");
        bench.Read(Forced.Replace(found, replacement, StringComparison.Ordinal)).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(defect);
    }

    [Fact]
    public void Read_DocumentedBookTickerOfAnotherSymbolThanItsStream_IsRefused()
    {
        var bench = new FrameBench("BTCUSDT");
        bench.Read(Recorded.Shape("Subscriptions/UsdFutures/BookTicker.txt")).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(FrameDefect.Mismatch);
    }

    [Fact]
    public void Read_EveryTruncationOfEveryKind_IsRefusedAndNeverThrows()
    {
        var bench = new FrameBench(Symbols);
        foreach (var frame in OneOfEachKind())
        {
            var bytes = Encoding.UTF8.GetBytes(frame);
            for (var length = 0; length < bytes.Length; length++)
                bench.Read(bytes.AsSpan(0, length)).ShouldBe(FrameKind.Malformed, frame[..length]);
        }
    }

    [Fact]
    public void Read_EveryMemberOfAnotherType_IsRefusedOrDoesNotMatter()
    {
        var bench = new FrameBench(Symbols);
        string[] wrong = ["null", "[]", "{}", "true", "\"NaN\"", "\"-1\"", "\"1e999\"", "\"\"", "-1", "1.5", "99999999999999999999", "\"x\""];
        var refused = 0;
        foreach (var frame in OneOfEachKind())
        {
            foreach (var (start, end) in Values(frame))
            {
                foreach (var replacement in wrong)
                {
                    var mutant = frame[..start] + replacement + frame[end..];
                    var kind = bench.Read(mutant);
                    if (kind == FrameKind.Malformed)
                        refused++;
                    else if (kind == FrameKind.Event)
                        ShouldBeSound(bench, mutant);
                }
            }
        }

        refused.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Read_RandomByteChanges_NeverThrow()
    {
        var bench = new FrameBench(Symbols);
        var random = new Random(7);
        foreach (var frame in Recorded.Frames().Take(300))
        {
            var bytes = Encoding.UTF8.GetBytes(frame);
            for (var round = 0; round < 50; round++)
            {
                var mutant = bytes.ToArray();
                for (var change = random.Next(1, 4); change > 0; change--)
                    mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
                if (bench.Read(mutant) == FrameKind.Event)
                    ShouldBeSound(bench, Encoding.UTF8.GetString(mutant));
            }
        }
    }

    [Theory]
    [InlineData("p", FrameDefect.MissingMember)]
    [InlineData("m", FrameDefect.MissingMember)]
    [InlineData("s", FrameDefect.MissingMember)]
    public void Read_MissingMember_IsRefused(string member, FrameDefect defect)
    {
        var bench = new FrameBench("BTCUSDT");
        var frame = Trade.Replace($"\"{member}\":", "\"zz\":", StringComparison.Ordinal);
        bench.Read(frame).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(defect);
    }

    [Fact]
    public void Read_DataBeforeStream_IsRead()
    {
        var bench = new FrameBench("BTCUSDT");
        using var document = JsonDocument.Parse(Trade);
        var turned = $$"""{"data":{{document.RootElement.GetProperty("data").GetRawText()}},"stream":"btcusdt@aggTrade"}""";
        bench.Read(turned).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToTrade().Id.ShouldBe(26129);
    }

    [Fact]
    public void Read_EscapedStreamNameBeyondAscii_IsFound()
    {
        var bench = new FrameBench("币安人生USDT");
        var frame = Trade.Replace("btcusdt@", "\\u5e01\\u5b89\\u4eba\\u751fusdt@", StringComparison.Ordinal).Replace("BTCUSDT", "币安人生USDT", StringComparison.Ordinal);
        bench.Read(frame).ShouldBe(FrameKind.Event);
    }

    [Fact]
    public void Read_StreamThatNobodyAskedFor_IsUnknown()
    {
        new FrameBench("ETHUSDT").Read(Trade).ShouldBe(FrameKind.Unknown);
        new FrameBench("ETHUSDT").Read("""{"e":"serverShutdown","E":1}""").ShouldBe(FrameKind.Unknown);
    }

    [Theory]
    [InlineData("""{"result":null,"id":17}""", 17L, false)]
    [InlineData("""{"id":18,"result":null}""", 18L, false)]
    [InlineData("""{"error":{"code":2,"msg":"Invalid request"},"id":3}""", 3L, true)]
    [InlineData("""{"code":2,"msg":"Invalid request: invalid stream","id":4}""", 4L, true)]
    [InlineData("""{"code":3,"msg":"Invalid JSON"}""", null, true)]
    public void Read_Reply_TellsItsRequestAndWhetherItFailed(string frame, long? id, bool failed)
    {
        var bench = new FrameBench("BTCUSDT");
        bench.Read(frame).ShouldBe(FrameKind.Reply);
        bench.Reader.Reply.RequestId.ShouldBe(id);
        (bench.Reader.Reply.Error is not null).ShouldBe(failed);
    }

    [Fact]
    public void Read_ManyFrames_AllocatesAtMost64BytesAFrame()
    {
        var bench = new FrameBench(Symbols);
        var frames = Recorded.Frames().Select(Encoding.UTF8.GetBytes).ToArray();
        ReadAll(bench, frames);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 10; round++)
            ReadAll(bench, frames);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (10.0 * frames.Length);
        each.ShouldBeLessThan(1);
    }

    private const string Trade =
        """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1672515782136,"a":26129,"s":"BTCUSDT","p":"0.01633102","q":"4.70443515","f":27781,"l":27781,"T":1672515782130,"m":true}}""";

    private const string Forced =
        """{"stream":"sushiusdt@forceOrder","data":{"e":"forceOrder","E":1568014460893,"o":{"s":"SUSHIUSDT","S":"SELL","o":"LIMIT","f":"IOC","q":"0.020","p":"9910","ap":"9911","X":"FILLED","l":"0.004","z":"0.014","T":1568014460890}}}""";

    private const string Mark =
        """{"stream":"sushiusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1562305380000,"s":"SUSHIUSDT","p":"11794.15000000","i":"11784.62659091","P":"11784.25641265","r":"0.00038167","T":1562306400000}}""";

    private static void ReadAll(FrameBench bench, byte[][] frames)
    {
        foreach (var frame in frames)
            bench.Read(frame);
    }

    private static IEnumerable<string> OneOfEachKind() =>
    [
        Mark,
        Forced,
        .. Recorded.Frames().GroupBy(frame => frame[(frame.IndexOf('@', StringComparison.Ordinal) + 1)..frame.IndexOf("\",", StringComparison.Ordinal)])
            .Select(group => group.MaxBy(frame => frame.Length < 1500 ? frame.Length : 0)!),
    ];

    /// <summary>Spans of all values inside "data".</summary>
    private static List<(int Start, int End)> Values(string frame)
    {
        var values = new List<(int, int)>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(frame));
        var depth = 0;
        while (reader.Read())
        {
            depth = reader.CurrentDepth;
            if (depth >= 2 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
        }

        return values;
    }

    private static void ShouldBeSound(FrameBench bench, string frame)
    {
        var marketEvent = bench.Reader.Event;
        marketEvent.EventTime.ShouldBeGreaterThanOrEqualTo(0, frame);
        switch (marketEvent.Kind)
        {
            case StreamKind.Trade:
                var trade = marketEvent.ToTrade();
                (trade.Price > 0 && double.IsFinite(trade.Price) && trade.Quantity >= 0 && double.IsFinite(trade.Quantity)).ShouldBeTrue(frame);
                break;
            case StreamKind.BookTicker:
                var ticker = marketEvent.ToBookTicker();
                (ticker.BidPrice > 0 && ticker.AskPrice > 0 && double.IsFinite(ticker.BidPrice + ticker.AskPrice)).ShouldBeTrue(frame);
                break;
            case StreamKind.Kline:
                marketEvent.ToKline().Defect(marketEvent.Interval).ShouldBeNull(frame);
                break;
            case StreamKind.Liquidation:
                var order = marketEvent.ToLiquidation();
                (order.Price > 0 && order.AveragePrice > 0 && order.Quantity >= 0 && double.IsFinite(order.Price + order.AveragePrice + order.Quantity)).ShouldBeTrue(frame);
                break;
            case StreamKind.MarkPrice:
                (marketEvent.ToMarkPrice().Price > 0 && double.IsFinite(marketEvent.ToMarkPrice().FundingRate)).ShouldBeTrue(frame);
                break;
        }
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
