using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.StreamWatch;

public sealed class StreamHealthCheckTests
{
    private const long Now = 1_767_225_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId[] Instruments = [.. Enumerable.Range(0, 6).Select(i => InstrumentId.Parse($"fake:S{i}USDT"))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_StreamsOfOneKindAreSilent_RaisesOneAlertAndClearsItWhenAllAreWell()
    {
        await using var cluster = await StartAsync();
        await FollowAllAsync(cluster);
        foreach (var instrument in Instruments[..2])
            Set(cluster, instrument, StreamKind.Trade, StreamState.Stalled, 34);

        await CheckAsync(cluster);
        (await OpenAsync(cluster)).ShouldBeEmpty("one look is no proof");
        await CheckAsync(cluster);
        var alert = (await OpenAsync(cluster)).ShouldHaveSingleItem();
        alert.Key.ShouldBe($"streams-stalled/{cluster.Cluster.Silos[0].Name}/fake/trade");
        alert.Severity.ShouldBe(AlertSeverity.Warning);
        alert.Detail.ShouldStartWith("2 of 6 trade streams of fake are stalled, worst S");
        alert.Detail.ShouldContain("USDT for 34 s");

        await CheckAsync(cluster);
        (await OpenAsync(cluster)).ShouldHaveSingleItem().ShouldBe(alert);
        foreach (var instrument in Instruments)
            Set(cluster, instrument, StreamKind.Trade, StreamState.Live, 0);
        await CheckAsync(cluster);
        (await OpenAsync(cluster)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_SeveralSilos_TellTheirOwnSharesAndClearWhatAGoneOneLeft()
    {
        await using var cluster = await StartAsync(silos: 2);
        await FollowAllAsync(cluster);
        foreach (var instrument in Instruments)
            Set(cluster, instrument, StreamKind.Trade, StreamState.Down, 90);
        for (var check = 0; check < 2; check++)
        {
            await CheckAsync(cluster, silo: 0);
            await CheckAsync(cluster, silo: 1);
        }

        var open = await OpenAsync(cluster);
        open.Select(alert => alert.Key).ShouldBe(
            cluster.Cluster.Silos.Where(silo => silo.ServiceProvider.GetRequiredService<FollowedStreams>().All.Any()).Select(silo => $"streams-stalled/{silo.Name}/fake/trade"), ignoreOrder: true);
        open.Sum(alert => int.Parse(alert.Detail.Split(' ')[0])).ShouldBe(Instruments.Length);
        open.ShouldAllBe(alert => alert.Severity == AlertSeverity.Critical);

        await Alerts(cluster).RaiseAsync("streams-stalled/gone/fake/trade", AlertSeverity.Warning, "left behind", "");
        await Alerts(cluster).RaiseAsync("capture-paused/gone", AlertSeverity.Critical, "left behind", "");
        var present = $"capture-paused/{cluster.Cluster.Silos[1].Name}";
        await Alerts(cluster).RaiseAsync(present, AlertSeverity.Critical, "of another silo that is there", "");
        await CheckAsync(cluster, silo: 0);
        (await Alerts(cluster).ListAsync(openOnly: true, 99)).Select(alert => alert.Key).Where(key => key.StartsWith("capture-", StringComparison.Ordinal)).ShouldBe([present]);
        (await OpenAsync(cluster)).Select(alert => alert.Key).ShouldBe(open.Select(alert => alert.Key), ignoreOrder: true);
    }

    [Fact]
    public async Task Stop_WithAnAlertOpen_TakesItAlong()
    {
        await using var cluster = await StartAsync();
        await FollowAllAsync(cluster);
        Set(cluster, Instruments[0], StreamKind.Trade, StreamState.Down, 90);
        await CheckAsync(cluster);
        await CheckAsync(cluster);
        (await OpenAsync(cluster)).ShouldHaveSingleItem();
        await cluster.Service<StreamHealthCheck>().StopAsync(Token);
        (await OpenAsync(cluster)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_AlertsFailInAWayThatNobodyForesaw_GoesOn()
    {
        await using var cluster = await StartAsync();
        await FollowAllAsync(cluster);
        using var broken = new StreamHealthCheck(
            cluster.Service<FollowedStreams>(), cluster.Service<StreamGauges>(), new StreamAlerts(null!, null!),
            Options.Create(new StreamWatchOptions()), TimeProvider.System, NullLogger<StreamHealthCheck>.Instance);
        await broken.CheckAsync(Token);
        await broken.CheckAsync(Token);
    }

    [Fact]
    public async Task Metrics_BySymbol_AreForThoseThatAreNamedAlone()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "OrleansTrading.StreamWatch")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen[Text(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[Text(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen[Text(instrument, tags)] = value);
        listener.Start();
        await using var cluster = await StartAsync(services: services => services.Configure<MetricsOptions>(options => options.BySymbol = "named:S1USDT"), venue: "named");
        var instruments = new[] { "named:S1USDT", "named:S2USDT" }.Select(InstrumentId.Parse).ToArray();
        foreach (var instrument in instruments)
        {
            await cluster.Symbol(instrument).EnsureLiveAsync();
            cluster.Venue.SubscriptionOf(instrument)!.SetHealth(StreamKind.Trade, new(StreamKind.Trade, StreamState.Live, TimeSpan.FromSeconds(7), 3));
            // The venue's clock stands at Now; an event of the future comes to no lag.
            cluster.Venue.SubscriptionOf(instrument)!.Send(MarketEvent.ForTrade(new AggTrade(1, Now - 1500, 1, 1, false), 0));
            cluster.Venue.SubscriptionOf(instrument)!.Send(MarketEvent.ForMarkPrice(new MarkPrice(Now + 50, 1, 1, 0, Now), 0));
        }

        await Eventually.TrueAsync(() => Task.FromResult(seen.ContainsKey("orleanstrading.symbol.interruptions kind=trade instrument=named:S1USDT")), Limit);
        await Eventually.TrueAsync(() => Task.FromResult(seen.ContainsKey("orleanstrading.symbol.lag kind=mark_price instrument=named:S1USDT")), Limit);
        listener.RecordObservableInstruments();
        seen["orleanstrading.stream.lag kind=trade venue=named"].ShouldBe(1.5);
        seen["orleanstrading.symbol.lag kind=trade instrument=named:S1USDT"].ShouldBe(1.5);
        seen["orleanstrading.stream.lag kind=mark_price venue=named"].ShouldBe(0);
        seen["orleanstrading.symbol.interruptions kind=trade instrument=named:S1USDT"].ShouldBe(3);
        seen["orleanstrading.symbol.data_age kind=trade instrument=named:S1USDT"].ShouldBe(7);
        seen["orleanstrading.stream.data_age kind=trade statistic=max venue=named"].ShouldBe(7);
        seen["orleanstrading.stream.states kind=trade state=live venue=named"].ShouldBe(2);
        seen.Keys.ShouldAllBe(key => !key.Contains("S2USDT"));
    }

    [Theory]
    [InlineData("BTCUSDT", "is not an instrument")]
    [InlineData("binance:BTCUSDT,x", "'x'")]
    public void BySymbol_ThatIsNoInstrument_IsRefused(string value, string message) =>
        new MetricsOptions { BySymbol = value }.Validate(null!).ShouldHaveSingleItem().ErrorMessage!.ShouldContain(message);

    [Fact]
    public void BySymbol_TooMany_AreRefused() =>
        new MetricsOptions { BySymbol = string.Join(',', Enumerable.Range(0, 101).Select(i => $"fake:S{i}")) }.Validate(null!).ShouldHaveSingleItem();

    private static string Text(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key == "instrument" ? "z" : tag.Key).Select(tag => $"{tag.Key}={tag.Value}"))}";

    private static Task<MarketCluster> StartAsync(int silos = 1, Action<IServiceCollection>? services = null, string venue = "fake") => MarketCluster.StartAsync(
        new FakeVenue(Now, name: venue), silos: silos, services: all =>
        {
            // Checks come by hand alone.
            all.Configure<StreamWatchOptions>(options => options.HealthCheckInterval = TimeSpan.FromHours(1));
            services?.Invoke(all);
        });

    private static async Task FollowAllAsync(MarketCluster cluster)
    {
        foreach (var instrument in Instruments)
            await cluster.Symbol(instrument).EnsureLiveAsync();
    }

    private static void Set(MarketCluster cluster, InstrumentId instrument, StreamKind kind, StreamState state, double age) =>
        cluster.Venue.SubscriptionOf(instrument)!.SetHealth(kind, new(kind, state, TimeSpan.FromSeconds(age), 0));

    private static Task CheckAsync(MarketCluster cluster, int silo = 0) => cluster.Service<StreamHealthCheck>(silo).CheckAsync(Token);

    private static IAlertsGrain Alerts(MarketCluster cluster) => cluster.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key);

    private static async Task<ImmutableArray<Alert>> OpenAsync(MarketCluster cluster) =>
        [.. (await Alerts(cluster).ListAsync(openOnly: true, 99)).Where(alert => alert.Key.StartsWith("streams-stalled/", StringComparison.Ordinal))];
}
