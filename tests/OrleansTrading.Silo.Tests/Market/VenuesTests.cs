using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Silo.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Market;

public sealed class VenuesTests
{
    [Theory]
    [InlineData("", KrakenEnvironmentKind.Simulator, null)]
    [InlineData("--Venues:Binance:Environment Live", KrakenEnvironmentKind.Live, null)]
    [InlineData("--Venues:Binance:SimulatorAddress http://127.0.0.1:9090", KrakenEnvironmentKind.Simulator, "http://127.0.0.1:9090")]
    [InlineData("--Venues:Binance:Environment Testnet --Venues:Kraken:Environment Live", KrakenEnvironmentKind.Live, null)]
    public async Task Kraken_UnlessToldOtherwise_ShowsTheKindOfMarketThatBinanceShows(string words, KrakenEnvironmentKind kind, string? address)
    {
        using var directory = new TemporaryDirectory();
        await using var app = Build(directory, words);
        var options = app.Services.GetRequiredService<IOptions<KrakenOptions>>().Value;
        (options.Environment, options.SimulatorAddress).ShouldBe((kind, address));
        app.Services.GetServices<IVenueConnector>().Select(venue => venue.Venue).ShouldBe(["binance", "kraken", "okx"], ignoreOrder: true);
        app.Services.GetServices<IVenueConnector>().Select(venue => venue.IsSimulated).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("--Venues:Kraken:Enabled false")]
    [InlineData("--Venues:Binance:Environment Testnet")]
    public async Task Kraken_LeftOut_IsNoVenue(string words)
    {
        using var directory = new TemporaryDirectory();
        await using var app = Build(directory, words);
        app.Services.GetServices<IVenueConnector>().Select(venue => venue.Venue).ShouldBe(["binance", "okx"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("", OkxEnvironmentKind.Simulator, null)]
    [InlineData("--Venues:Binance:Environment Live", OkxEnvironmentKind.Live, null)]
    [InlineData("--Venues:Binance:Environment Testnet", OkxEnvironmentKind.Demo, null)]
    [InlineData("--Venues:Binance:SimulatorAddress http://127.0.0.1:9090", OkxEnvironmentKind.Simulator, "http://127.0.0.1:9090")]
    public async Task Okx_UnlessToldOtherwise_ShowsTheKindOfMarketThatBinanceShows(string words, OkxEnvironmentKind kind, string? address)
    {
        using var directory = new TemporaryDirectory();
        await using var app = Build(directory, words);
        var options = app.Services.GetRequiredService<IOptions<OkxOptions>>().Value;
        (options.Environment, options.SimulatorAddress).ShouldBe((kind, address));
    }

    [Fact]
    public async Task Okx_LeftOut_IsNoVenue()
    {
        using var directory = new TemporaryDirectory();
        await using var app = Build(directory, "--Venues:Okx:Enabled false");
        app.Services.GetServices<IVenueConnector>().Select(venue => venue.Venue).ShouldBe(["binance", "kraken"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("--Venues:Kraken:Environment", "Live", "Venues:Kraken:Environment is 'Live' and Venues:Binance:Environment is 'Simulator': simulated and real markets are not shown side by side")]
    [InlineData("--Venues:Kraken:Environment", "Moon", "Venues:Kraken:Environment is 'Moon'; expected one of Simulator, Live.")]
    [InlineData("--Venues:Kraken:Pairs", "btc/usd", "Venues:Kraken:Pairs is 'btc/usd'; 'btc/usd' is not a pair's alternative name")]
    [InlineData("--Venues:Okx:Environment", "Demo", "Venues:Okx:Environment is 'Demo' and Venues:Binance:Environment is 'Simulator': simulated and real markets are not shown side by side")]
    [InlineData("--Venues:Okx:Swaps", "btc", "Venues:Okx:Swaps is 'btc'; 'btc' is not a swap's name")]
    [InlineData("--Venues:Kraken:Nope", "1", "--Venues:Kraken:Nope is not an option")]
    public async Task Settings_OfKraken_AreCheckedAtTheStart(string setting, string value, string expected)
    {
        using var directory = new TemporaryDirectory();
        var line = CommandLine.Parse([setting, value, "--data", directory.Path, "--urls", "http://127.0.0.1:0"]);
        var refused = await Should.ThrowAsync<StartupException>(async () =>
        {
            await using var host = await SiloHost.StartAsync(line, CancellationToken.None);
        });
        refused.Reasons.Single().ShouldStartWith(expected);
    }

    [Fact]
    public async Task Directory_OfBinanceAlone_StaysItsOwnAndTakesKrakenIn()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(directory.Path, "market")).FullName, "market.txt");
        await File.WriteAllTextAsync(path, "Binance Live\n", TestContext.Current.CancellationToken);
        await using (var alone = Build(directory, "--Venues:Binance:Environment Live --Venues:Kraken:Enabled false --Venues:Okx:Enabled false"))
            MarketIdentity.Claim(alone.Services);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe("Binance Live\n");
        await using (var both = Build(directory, "--Venues:Binance:Environment Live --Venues:Okx:Enabled false"))
            MarketIdentity.Claim(both.Services);
        (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).ShouldBe(["Binance Live", "Kraken Live"]);
        await using (var alone = Build(directory, "--Venues:Binance:Environment Live --Venues:Kraken:Enabled false --Venues:Okx:Enabled false"))
            MarketIdentity.Claim(alone.Services);
        (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).ShouldBe(["Binance Live", "Kraken Live"]);
    }

    [Fact]
    public async Task Directory_WithKrakensCandlesOfNoNamedMarket_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(directory.Path, "market", "klines", "kraken~XBTUSD~1h"));
        await using var app = Build(directory, "");
        Should.Throw<StartupException>(() => MarketIdentity.Claim(app.Services)).Reasons.Single().ShouldContain("the market now is Kraken Simulator, seed 7");
    }

    private static WebApplication Build(TemporaryDirectory directory, string words)
    {
        var builder = HostDefaults.CreateBuilder(CommandLine.Parse(
            [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", directory.Path, "--urls", "http://127.0.0.1:0"]));
        builder.AddHostDefaults();
        builder.AddSimulatedMarket();
        builder.AddVenues();
        return builder.Build();
    }
}
