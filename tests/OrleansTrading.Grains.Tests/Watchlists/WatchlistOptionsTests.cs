using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Watchlists;

namespace OrleansTrading.Grains.Tests.Watchlists;

public sealed class WatchlistOptionsTests
{
    [Fact]
    public void ParseSymbols_FullIds_NameOtherVenues() =>
        new WatchlistOptions { Symbols = "BTCUSDT, kraken:XBTUSD" }.ParseSymbols()
            .ShouldBe([new InstrumentId("binance", "BTCUSDT"), new InstrumentId("kraken", "XBTUSD")]);

    [Theory]
    [InlineData("moon", "", "Watchlist:Venue is 'moon'; expected one of binance, kraken.")]
    [InlineData("binance", "okx:BTCUSDT", "Watchlist:Symbols: 'okx:BTCUSDT' is of no known venue; expected one of binance, kraken.")]
    public void Check_UnknownVenue_IsAnErrorThatNamesTheKnownOnes(string venue, string symbols, string expected)
    {
        var check = new WatchlistVenueCheck([new VenueName("kraken"), new VenueName("binance")]);

        check.Validate(null, new WatchlistOptions { Venue = venue, Symbols = symbols }).Failures.ShouldBe([expected]);
        check.Validate(null, new WatchlistOptions { Symbols = "kraken:XBTUSD,BTCUSDT" }).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Validate_OverlayOutOfRange_IsRefusedByName()
    {
        var options = new WatchlistOptions { Overlay = new OverlayOptions { LeaveShare = 2 } };
        var faults = new List<ValidationResult>();

        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true).ShouldBeFalse();

        faults.ShouldHaveSingleItem().ErrorMessage!.ShouldStartWith("Watchlist:Overlay: The field LeaveShare must be between 0 and 1");
    }
}
