using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Binance;

public sealed class BinanceFrameReaderTests
{
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
        bench.Read(BinanceFrames.Forced).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToLiquidation().ShouldBe(new Liquidation(1568014460893, 1568014460890, IsBuy: false, 9910, 9911, 0.014));
        bench.Read(BinanceFrames.Forced.Replace("SELL", "BUY", StringComparison.Ordinal)).ShouldBe(FrameKind.Event);
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
        bench.Read(BinanceFrames.Forced.Replace(found, replacement, StringComparison.Ordinal)).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(defect);
    }

    [Fact]
    public void Read_DocumentedBookTickerOfAnotherSymbolThanItsStream_IsRefused()
    {
        var bench = new FrameBench("BTCUSDT");
        bench.Read(Recorded.Shape("Subscriptions/UsdFutures/BookTicker.txt")).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(FrameDefect.Mismatch);
    }

    [Theory]
    [InlineData("p", FrameDefect.MissingMember)]
    [InlineData("m", FrameDefect.MissingMember)]
    [InlineData("s", FrameDefect.MissingMember)]
    public void Read_MissingMember_IsRefused(string member, FrameDefect defect)
    {
        var bench = new FrameBench("BTCUSDT");
        var frame = BinanceFrames.Trade.Replace($"\"{member}\":", "\"zz\":", StringComparison.Ordinal);
        bench.Read(frame).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(defect);
    }

    [Fact]
    public void Read_DataBeforeStream_IsRead()
    {
        var bench = new FrameBench("BTCUSDT");
        using var document = JsonDocument.Parse(BinanceFrames.Trade);
        var turned = $$"""{"data":{{document.RootElement.GetProperty("data").GetRawText()}},"stream":"btcusdt@aggTrade"}""";
        bench.Read(turned).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToTrade().Id.ShouldBe(26129);
    }

    [Fact]
    public void Read_EscapedStreamNameBeyondAscii_IsFound()
    {
        var bench = new FrameBench("币安人生USDT");
        var frame = BinanceFrames.Trade.Replace("btcusdt@", "\\u5e01\\u5b89\\u4eba\\u751fusdt@", StringComparison.Ordinal).Replace("BTCUSDT", "币安人生USDT", StringComparison.Ordinal);
        bench.Read(frame).ShouldBe(FrameKind.Event);
    }

    [Fact]
    public void Read_StreamThatNobodyAskedFor_IsUnknown()
    {
        new FrameBench("ETHUSDT").Read(BinanceFrames.Trade).ShouldBe(FrameKind.Unknown);
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
        var bench = new FrameBench(Recorded.Symbols);
        var frames = Recorded.Frames().Select(Encoding.UTF8.GetBytes).ToArray();
        ReadAll(bench, frames);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 10; round++)
            ReadAll(bench, frames);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (10.0 * frames.Length);
        each.ShouldBeLessThan(1);
    }

    private static void ReadAll(FrameBench bench, byte[][] frames)
    {
        foreach (var frame in frames)
            bench.Read(frame);
    }
}
