using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Binance;

public sealed class BinanceOptionsTests
{
    [Fact]
    public async Task AddBinance_WithoutConfiguration_IsASimulatorWithTheDocumentedLimits()
    {
        await using var services = Build([]);
        var options = services.GetRequiredService<IOptions<BinanceOptions>>().Value;
        options.Environment.ShouldBe(BinanceEnvironmentKind.Simulator);
        options.Rest.WeightLimit.ShouldBe(2400);
        options.Streams.MaxStreamsPerConnection.ShouldBe(200);
        options.Streams.MaxRequestsPerSecond.ShouldBe(3);
        options.Streams.ReconnectDelay.ShouldBe(TimeSpan.FromSeconds(3));
        options.Streams.MaxReconnectDelay.ShouldBe(TimeSpan.FromMinutes(1));
        services.GetRequiredService<BinanceEnvironment>().NeedsSimulator.ShouldBeTrue();
        var connector = services.GetRequiredService<IVenueConnector>();
        connector.Venue.ShouldBe("binance");
        connector.IsSimulated.ShouldBeTrue();
        connector.ShouldBeSameAs(services.GetRequiredService<BinanceConnector>());
    }

    [Theory]
    [InlineData("Live", "https://fapi.binance.com/", "wss://fstream.binance.com/")]
    [InlineData("Testnet", "https://demo-fapi.binance.com/", "wss://fstream.binancefuture.com/")]
    public async Task Environment_OneSetting_NamesTheAddresses(string environment, string rest, string streams)
    {
        await using var services = Build(new() { ["Venues:Binance:Environment"] = environment });
        var addresses = services.GetRequiredService<BinanceEnvironment>();
        addresses.RestAddress.ToString().ShouldBe(rest);
        addresses.StreamAddress.ToString().ShouldBe(streams);
        addresses.NeedsSimulator.ShouldBeFalse();
        services.GetRequiredService<IVenueConnector>().IsSimulated.ShouldBeFalse();
    }

    [Fact]
    public async Task UseSimulator_GivenAtRunTime_IsUsed()
    {
        await using var services = Build([]);
        var environment = services.GetRequiredService<BinanceEnvironment>();
        Should.Throw<Exchanges.Errors.VenueException>(() => environment.RestAddress).IsTransient.ShouldBeTrue();
        environment.UseSimulator(new Uri("http://127.0.0.1:9090"));
        environment.RestAddress.ToString().ShouldBe("http://127.0.0.1:9090/");
        environment.StreamAddress.ToString().ShouldBe("ws://127.0.0.1:9090/");
        environment.NeedsSimulator.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Rest:WeightLimit", "0", "WeightLimit")]
    [InlineData("Rest:RequestTimeout", "00:00:00", "RequestTimeout")]
    [InlineData("Streams:MaxStreamsPerConnection", "1025", "MaxStreamsPerConnection")]
    [InlineData("Streams:MaxRequestsPerSecond", "0", "MaxRequestsPerSecond")]
    [InlineData("SimulatorAddress", "ftp://x", "SimulatorAddress")]
    [InlineData("StreamAddress", "http://x", "StreamAddress")]
    public async Task Options_OutOfRange_AreRefusedByName(string key, string value, string named)
    {
        await using var services = Build(new() { ["Venues:Binance:" + key] = value });
        var fault = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<BinanceOptions>>().Value);
        fault.Message.ShouldContain(named);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddBinance(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
