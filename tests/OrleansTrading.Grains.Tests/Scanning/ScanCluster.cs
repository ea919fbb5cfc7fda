using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Scanning;

/// <summary>Silos that follow a few instruments of a fake venue, each with a market of its own.</summary>
internal sealed class ScanCluster : IAsyncDisposable
{
    public const int Capacity = 120;
    public const long Minute = MadeUpMarket.Minute;
    public const long Start = 1_767_225_600_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    public static readonly InstrumentId Benchmark = new("fake", "BTCUSDT");
    public static readonly KlineInterval[] Intervals = [KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes];

    private ScanCluster(MarketCluster market, ISignalStore signals) => (Market, Signals) = (market, signals);

    public static InstrumentId[] Instruments { get; } = [Benchmark, new("fake", "AAAUSDT"), new("fake", "BBBUSDT"), new("fake", "CCCUSDT")];

    public MarketCluster Market { get; }

    public ISignalStore Signals { get; }

    public FakeVenue Venue => Market.Venue;

    public static FakeVenue NewVenue()
    {
        var venue = new FakeVenue(Start + 30_000);
        foreach (var (id, i) in Instruments.Select((id, i) => (id, i)))
        {
            venue.Listed.Add(new InstrumentInfo(id, id.Symbol[..^4], "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true));
            venue.Markets[id] = new MadeUpMarket(seed: 100 + i);
        }

        return venue;
    }

    public static async Task<ScanCluster> StartAsync(
        FakeVenue venue,
        int silos = 1,
        Action<SignalOptions>? signals = null,
        Action<IServiceCollection>? services = null,
        ISignalStore? store = null,
        Func<InstrumentId, bool>? follow = null)
    {
        store ??= new MemorySignalStore();
        var market = await MarketCluster.StartAsync(
            venue, silos: silos, market: options => options.Capacity = Capacity,
            watchlist: options => options.Symbols = string.Join(',', Instruments.Select(id => id.Symbol)),
            services: all =>
            {
                all.AddEventBus();
                all.AddSingleton(store);
                all.Configure<SignalOptions>(options =>
                {
                    options.Benchmark = Benchmark.ToString();
                    signals?.Invoke(options);
                });
                services?.Invoke(all);
            });
        var cluster = new ScanCluster(market, store);
        await Task.WhenAll(Instruments.Where(id => follow?.Invoke(id) ?? true).Select(cluster.FollowAsync));
        return cluster;
    }

    public IScannerGrain Scanner => Market.Cluster.Client.GetGrain<IScannerGrain>(IScannerGrain.Key);

    public SignalDesk Desk => Market.Cluster.GetSiloServiceProvider().GetRequiredService<SignalDesk>();

    public Task<ScanReport> ScanAsync(ScanRequest? request = null) => Scanner.ScanAsync(request ?? new ScanRequest([]));

    /// <summary>Sends the running minute of every instrument; the venue's clock has been moved before.</summary>
    public async Task StreamAsync()
    {
        foreach (var id in Instruments)
            await StreamAsync(id, Venue.Now / Minute * Minute);
    }

    /// <summary>Sends one minute as it stands and waits until the symbol has taken it.</summary>
    public async Task StreamAsync(InstrumentId id, long openTime)
    {
        var expected = Venue.MarketOf(id).Base(openTime, Venue.Now);
        Venue.SubscriptionOf(id)!.SendKline(openTime);
        await Eventually.GetAsync(
            () => Market.Symbol(id).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 1, openTime, openTime)),
            series => series.Klines.SequenceEqual([expected]), Limit);
    }

    /// <summary>What the pure functions read of the candles that a ring holds now.</summary>
    public MarketReading Expected(InstrumentId id, KlineInterval interval, bool includeOpen = false)
    {
        var weights = new SignalOptions().Weights.ToWeights();
        var own = Track(id, interval, includeOpen);
        double? benchmark = id == Benchmark ? null : Track(Benchmark, interval, includeOpen).Facts.Return;
        return MarketReading.Of(interval, own, includeOpen, new ReadingContext(null, null, benchmark), weights);
    }

    public async ValueTask DisposeAsync() => await Market.DisposeAsync();

    private ReadingBasis Track(InstrumentId id, KlineInterval interval, bool includeOpen)
    {
        var market = Venue.MarketOf(id);
        var open = interval.OpenTimeOf(Venue.Now);
        var tracker = new ReadingTracker();
        for (var time = open - ((Capacity - 1) * interval.ToMilliseconds()); time < open; time += interval.ToMilliseconds())
            tracker.Update(market.At(interval, time, Venue.Now));
        if (!includeOpen)
            return tracker.Closed;
        tracker.Preview(market.At(interval, open, Venue.Now), out var basis);
        return basis;
    }

    private async Task FollowAsync(InstrumentId id)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Venue.SubscriptionOf(id) is not null), Limit);
        Venue.SubscriptionOf(id)!.Connect();
        await Eventually.GetAsync(() => Market.Symbol(id).GetSnapshotAsync(), now => now.Phase == SymbolPhase.Live, Limit);
        await StreamAsync(id, Venue.Now / Minute * Minute);
        await Eventually.GetAsync(() => Market.Symbol(id).GetSnapshotAsync(), now => now.DataAge is not null, Limit);
    }
}
