using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Rest;

namespace OrleansTrading.Exchanges.Tests.Binance;

public sealed class BinanceTradeReaderTests
{
    [Fact]
    public void Trades_EveryRecordedReply_EqualsAnIndependentReading()
    {
        var replies = Recorded.Replies("fapi_v1_aggTrades");
        var read = 0;
        foreach (var (_, body) in replies)
        {
            var trades = BinanceTradeReader.Read(body);
            using var document = JsonDocument.Parse(body);
            trades.ShouldBe(document.RootElement.EnumerateArray().Select(row => new AggTrade(
                row.GetProperty("a").GetInt64(), row.GetProperty("T").GetInt64(), Number(row, "p"), Number(row, "q"), row.GetProperty("m").GetBoolean())));
            read += trades.Count;
        }

        read.ShouldBeGreaterThan(500);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[[]]")]
    [InlineData("""[{"a":1,"p":"1","q":"1","T":5}]""")]
    [InlineData("""[{"a":"1","p":"1","q":"1","T":5,"m":true}]""")]
    [InlineData("""[{"a":-1,"p":"1","q":"1","T":5,"m":true}]""")]
    [InlineData("""[{"a":1,"p":1,"q":"1","T":5,"m":true}]""")]
    [InlineData("""[{"a":1,"p":"0","q":"1","T":5,"m":true}]""")]
    [InlineData("""[{"a":1,"p":"NaN","q":"1","T":5,"m":true}]""")]
    [InlineData("""[{"a":1,"p":"1","q":"-1","T":5,"m":true}]""")]
    [InlineData("""[{"a":1,"p":"1","q":"1","T":5,"m":1}]""")]
    [InlineData("""[{"a":2,"p":"1","q":"1","T":5,"m":true},{"a":2,"p":"1","q":"1","T":5,"m":true}]""")]
    [InlineData("""[{"a":2,"p":"1","q":"1","T":5,"m":true},{"a":1,"p":"1","q":"1","T":5,"m":true}]""")]
    public void Trades_NotAsDocumented_AreAFormatFault(string body) =>
        Should.Throw<FormatException>(() => BinanceTradeReader.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Trades_CutShortAnywhere_AreRefused()
    {
        var body = Encoding.UTF8.GetBytes("""[{"a":1,"p":"1.5","q":"2","f":1,"l":1,"T":5,"m":true,"nq":"1"}]""");
        BinanceTradeReader.Read(body).ShouldBe([new AggTrade(1, 5, 1.5, 2, IsBuyerMaker: true)]);
        for (var length = 0; length < body.Length; length++)
        {
            var cut = body[..length];
            var fault = Should.Throw<Exception>(() => BinanceTradeReader.Read(cut));
            (fault is FormatException or JsonException).ShouldBeTrue(fault.ToString());
        }
    }

    private static double Number(JsonElement row, string member) =>
        (double)decimal.Parse(row.GetProperty(member).GetString()!, CultureInfo.InvariantCulture);
}
