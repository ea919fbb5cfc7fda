using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Kraken;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Kraken;

public sealed class KrakenOptionsTests
{
    [Fact]
    public async Task AddKraken_WithoutConfiguration_IsASimulatorThatFollowsThreePairs()
    {
        await using var services = Build([]);
        var options = services.GetRequiredService<IOptions<KrakenOptions>>().Value;
        (options.Enabled, options.Environment, options.BookDepth, options.Rest.WeightLimit).ShouldBe((true, null, 25, 60));
        services.GetRequiredService<KrakenEnvironment>().NeedsSimulator.ShouldBeTrue();
        var connector = services.GetRequiredService<IVenueConnector>();
        (connector.Venue, connector.IsSimulated).ShouldBe(("kraken", true));
        connector.Followed.ShouldBe([new InstrumentId("kraken", "XBTUSD"), new InstrumentId("kraken", "ETHUSD"), new InstrumentId("kraken", "SOLUSD")]);
    }

    [Fact]
    public async Task AddKraken_Disabled_AddsNoVenue()
    {
        await using var services = Build(new() { ["Venues:Kraken:Enabled"] = "false" });
        services.GetServices<IVenueConnector>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Environment_Live_NamesTheAddresses()
    {
        await using var services = Build(new() { ["Venues:Kraken:Environment"] = "Live" });
        var environment = services.GetRequiredService<KrakenEnvironment>();
        environment.RestAddress.ToString().ShouldBe("https://api.kraken.com/");
        environment.StreamAddress.ToString().ShouldBe("wss://ws.kraken.com/");
        services.GetRequiredService<IVenueConnector>().IsSimulated.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Rest:WeightLimit", "0", "WeightLimit")]
    [InlineData("SimulatorAddress", "ftp://x", "SimulatorAddress")]
    [InlineData("Pairs", "XBTUSD,btc/usd", "btc/usd")]
    [InlineData("BookDepth", "20", "BookDepth")]
    public async Task Options_OutOfRange_AreRefusedByName(string key, string value, string named)
    {
        await using var services = Build(new() { ["Venues:Kraken:" + key] = value });
        var fault = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<KrakenOptions>>().Value);
        fault.Message.ShouldContain(named);
    }

    [Fact]
    public async Task Venue_AskedForWhatItLacks_SaysSoAndMakesNothingUp()
    {
        await using var services = Build([]);
        var connector = services.GetRequiredService<KrakenConnector>();
        var bitcoin = connector.Followed[0];
        VenueException[] refusals =
        [
            await Should.ThrowAsync<VenueException>(connector.Rest.GetMarkPriceAsync(bitcoin, default)),
            await Should.ThrowAsync<VenueException>(connector.Rest.GetOpenInterestAsync(bitcoin, default)),
            await Should.ThrowAsync<VenueException>(connector.Rest.GetKlinesAsync(bitcoin, KlineInterval.TwoHours, null, null, 1, default)),
            Should.Throw<VenueException>(() => connector.Streams.Subscribe(bitcoin, [new StreamRequest(StreamKind.MarkPrice)], new RecordingSink())),
            Should.Throw<VenueException>(() => connector.Streams.Subscribe(bitcoin, [new StreamRequest(StreamKind.Kline, KlineInterval.ThreeMinutes)], new RecordingSink())),
        ];
        refusals.ShouldAllBe(refusal => refusal.Kind == ErrorKind.NotSupported && !refusal.IsTransient);
        var has = ((IVenueConnector)connector).Capabilities;
        (connector.Rest.HasDerivatives, has.HasTakerVolumes).ShouldBe((false, false));
        has.Choose([KlineInterval.OneMinute, KlineInterval.TwoHours]).ShouldBe([KlineInterval.OneMinute]);
        has.Choose([KlineInterval.TwoHours]).ShouldBe([KlineInterval.OneMinute]);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddKraken(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
