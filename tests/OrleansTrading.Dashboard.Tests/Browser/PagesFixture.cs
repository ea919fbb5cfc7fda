using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;
using OrleansTrading.EndToEnd.Tests.Browser;
using OrleansTrading.TestKit;

[assembly: AssemblyFixture(typeof(PagesFixture))]

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>One browser and one host for all tests of pages; a test that changes the market brings a host of its own.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    private PagesHost? _host;
    private Chromium? _chromium;

    public string Address => _host!.Address;

    internal FakeMarket Market => _host!.Market;

    internal Chromium Chromium => _chromium!;

    public static string Screenshots => Directory.CreateDirectory(Repository.PathOf("artifacts", "screenshots", "dashboard")).FullName;

    public async ValueTask InitializeAsync()
    {
        // What is expected comes at once on an idle machine; a busy one is no failure.
        Microsoft.Playwright.Assertions.SetDefaultExpectTimeout(30_000);
        _chromium = await Chromium.StartAsync();
        _host = await PagesHost.StartAsync(Fill);
        Fill(_host.Desk);
        MadeUpJobs.Fill(_host.Jobs);
        FakeCluster.Fill(_host.Cluster);
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    internal static void Fill(FakeDesk desk)
    {
        desk.Raise("candles-stale/binance:STALEUSDT", AlertSeverity.Critical, "Candles are stale", "binance:STALEUSDT: the newest candle is more than one behind the venue's clock; data was last received 187 s ago.", TimeSpan.FromMinutes(3));
        desk.Raise("streams-stalled/silo-1/kraken/trade", AlertSeverity.Warning, "trade streams of kraken bring nothing", "4 of 20 trade streams of kraken are stalled, worst kraken:XBTUSD for 95 s; seen on silo-1.", TimeSpan.FromMinutes(95));
        desk.Raise("capture-paused/silo-1", AlertSeverity.Information, "Capture is paused, the disk takes no files", "No space left on device. Live data goes on; trades that are missed are asked for again.", TimeSpan.FromHours(30), TimeSpan.FromMinutes(12));
        desk.Alerts = desk.Alerts.SetItem(1, desk.Alerts[1] with { AcknowledgedBy = "olga", AcknowledgedAt = desk.Alerts[1].RaisedAt + 240_000 });
        desk.Signal("binance:BTCUSDT", SignalDirection.Long, 78);
        desk.Signal("binance:1000PEPEUSDT", SignalDirection.Short, -64);
    }

    internal static void Fill(FakeMarket market)
    {
        (string Symbol, double Price)[] walking =
        [
            ("BTCUSDT", 67_123.4), ("ETHUSDT", 3_456.78), ("SOLUSDT", 152.34), ("BNBUSDT", 588.1), ("XRPUSDT", 0.5231),
            ("DOGEUSDT", 0.12345), ("ADAUSDT", 0.4412), ("AVAXUSDT", 28.11), ("LINKUSDT", 14.021), ("1000SHIBUSDT", 0.0173),
            ("LTCUSDT", 71.2), ("DOTUSDT", 4.41), ("TRXUSDT", 0.15), ("NEARUSDT", 4.9), ("1000PEPEUSDT", 0.00982),
        ];
        foreach (var (symbol, price) in walking)
            market.Add("binance:" + symbol, price);
        market.Add("binance:STALEUSDT", 2.5, symbol =>
        {
            (symbol.Freshness, symbol.Age, symbol.IsQuiet) = (Freshness.Stale, TimeSpan.FromSeconds(187), true);
            symbol.Streams[StreamKind.Kline] = (StreamState.Stalled, TimeSpan.FromSeconds(187), 3);
            symbol.Streams[StreamKind.Trade] = (StreamState.Reconnecting, TimeSpan.FromSeconds(190), 4);
            symbol.Streams[StreamKind.BookTicker] = (StreamState.Down, TimeSpan.FromSeconds(300), 9);
            symbol.Streams[StreamKind.MarkPrice] = (StreamState.Idle, TimeSpan.FromSeconds(16), 0);
        });
        market.Add("binance:SLOWUSDT", 11, symbol => (symbol.Freshness, symbol.Age) = (Freshness.Delayed, TimeSpan.FromSeconds(22)));
    }
}
