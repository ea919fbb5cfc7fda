using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Okx;

public sealed class OkxOptionsTests
{
    [Fact]
    public async Task AddOkx_WithoutConfiguration_IsASimulatorThatFollowsThreeSwaps()
    {
        await using var services = Build([]);
        var options = services.GetRequiredService<IOptions<OkxOptions>>().Value;
        (options.Enabled, options.Environment, options.Streams.MaxConnectionsPerSecond, options.Streams.MaxRequestsPerHour).ShouldBe((true, null, 3, 480));
        services.GetRequiredService<OkxEnvironment>().NeedsSimulator.ShouldBeTrue();
        var connector = services.GetRequiredService<IVenueConnector>();
        (connector.Venue, connector.IsSimulated).ShouldBe(("okx", true));
        connector.Followed.ShouldBe([new InstrumentId("okx", "BTC-USDT-SWAP"), new InstrumentId("okx", "ETH-USDT-SWAP"), new InstrumentId("okx", "SOL-USDT-SWAP")]);
    }

    [Fact]
    public async Task AddOkx_Disabled_AddsNoVenue()
    {
        await using var services = Build(new() { ["Venues:Okx:Enabled"] = "false" });
        services.GetServices<IVenueConnector>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Live", "https://www.okx.com/", "wss://ws.okx.com:8443/")]
    [InlineData("Demo", "https://www.okx.com/", "wss://wspap.okx.com:8443/")]
    public async Task Environment_ThatIsNoSimulator_NamesTheAddresses(string kind, string rest, string streams)
    {
        await using var services = Build(new() { ["Venues:Okx:Environment"] = kind });
        var environment = services.GetRequiredService<OkxEnvironment>();
        environment.RestAddress.ToString().ShouldBe(rest);
        environment.StreamAddress.ToString().ShouldBe(streams);
        environment.IsDemo.ShouldBe(kind == "Demo");
        services.GetRequiredService<IVenueConnector>().IsSimulated.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Rest:WeightLimit", "0", "WeightLimit")]
    [InlineData("SimulatorAddress", "ftp://x", "SimulatorAddress")]
    [InlineData("Swaps", "BTC-USDT-SWAP,btc/usd", "btc/usd")]
    [InlineData("Streams:MaxStreamsPerRequest", "301", "MaxStreamsPerRequest")]
    public async Task Options_OutOfRange_AreRefusedByName(string key, string value, string named)
    {
        await using var services = Build(new() { ["Venues:Okx:" + key] = value });
        var fault = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<OkxOptions>>().Value);
        fault.Message.ShouldContain(named);
    }

    [Fact]
    public async Task Venue_AskedForWhatItLacks_SaysSoAndMakesNothingUp()
    {
        await using var services = Build([]);
        var connector = services.GetRequiredService<OkxConnector>();
        var bitcoin = connector.Followed[0];
        VenueException[] refusals =
        [
            await Should.ThrowAsync<VenueException>(connector.Rest.GetKlinesAsync(bitcoin, KlineInterval.EightHours, null, null, 1, default)),
            Should.Throw<VenueException>(() => connector.Streams.Subscribe(bitcoin, [new StreamRequest(StreamKind.Liquidation)], new RecordingSink())),
            Should.Throw<VenueException>(() => connector.Streams.Subscribe(bitcoin, [new StreamRequest(StreamKind.Kline, KlineInterval.EightHours)], new RecordingSink())),
        ];
        refusals.ShouldAllBe(refusal => refusal.Kind == ErrorKind.NotSupported && !refusal.IsTransient);
        (connector.Rest.HasDerivatives, connector.Capabilities.HasTakerVolumes, connector.Capabilities.HasTradeHistory).ShouldBe((true, false, true));
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddOkx(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
