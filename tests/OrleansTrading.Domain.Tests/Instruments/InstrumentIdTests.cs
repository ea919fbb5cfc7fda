using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Tests.Instruments;

public sealed class InstrumentIdTests
{
    [Theory]
    [InlineData("binance:BTCUSDT", "binance", "BTCUSDT")]
    [InlineData("okx:BTC-USDT-SWAP", "okx", "BTC-USDT-SWAP")]
    [InlineData("kraken:PF_XBTUSD", "kraken", "PF_XBTUSD")]
    [InlineData("binance:1000PEPEUSDT", "binance", "1000PEPEUSDT")]
    [InlineData("binance:BTCUSDT_260327", "binance", "BTCUSDT_260327")]
    [InlineData("binance:币安人生USDT", "binance", "币安人生USDT")]
    [InlineData("my-venue2:A.B", "my-venue2", "A.B")]
    public void Parse_ValidId_RoundTrips(string text, string venue, string symbol)
    {
        var id = InstrumentId.Parse(text);
        (id.Venue, id.Symbol).ShouldBe((venue, symbol));
        id.ToString().ShouldBe(text);
        id.ShouldBe(new InstrumentId(venue, symbol));
        InstrumentId.TryParse(text, out var again).ShouldBeTrue();
        again.ShouldBe(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("BTCUSDT")]
    [InlineData(":BTCUSDT")]
    [InlineData("binance:")]
    [InlineData("Binance:BTCUSDT")]
    [InlineData("binance:btcusdt")]
    [InlineData("binance:BTC/USDT")]
    [InlineData("binance:BTC:USDT")]
    [InlineData("binance:BTC USDT")]
    [InlineData("binance:BTC\\USDT")]
    [InlineData("binance:BTC%USDT")]
    [InlineData("binance:.")]
    [InlineData("binance:..")]
    public void Parse_InvalidId_SaysWhatIsExpected(string text)
    {
        InstrumentId.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => InstrumentId.Parse(text)).Message.ShouldContain("'binance:BTCUSDT'");
    }

    [Fact]
    public void TryParse_Null_IsFalse() => InstrumentId.TryParse(null, out _).ShouldBeFalse();

    [Theory]
    [InlineData(32, 64, true)]
    [InlineData(33, 64, false)]
    [InlineData(32, 65, false)]
    public void TryParse_Length_IsBounded(int venue, int symbol, bool valid) =>
        InstrumentId.TryParse($"{new string('a', venue)}:{new string('A', symbol)}", out _).ShouldBe(valid);
}
