using System.ComponentModel.DataAnnotations;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Watchlists;

namespace OrleansTrading.Grains.Tests.MarketData;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("BTCUSDT, ETHUSDT", true)]
    [InlineData("", true)]
    [InlineData("btcusdt", false)]
    [InlineData("BTCUSDT,BTC/USDT", false)]
    public void WatchlistSymbols_ThatCannotBeInstruments_AreRefused(string symbols, bool valid) =>
        IsValid(new WatchlistOptions { Symbols = symbols }).ShouldBe(valid);

    [Theory]
    [InlineData("Trade,BookTicker", true)]
    [InlineData("", true)]
    [InlineData("Trade,42", false)]
    [InlineData("trades", false)]
    public void MarketStreams_ThatAreNoKinds_AreRefused(string streams, bool valid) =>
        IsValid(new MarketOptions { Streams = streams }).ShouldBe(valid);

    private static bool IsValid(object options) => Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true);
}
