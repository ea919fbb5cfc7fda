using System.Collections.Concurrent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Benchmarks.Scanning;

/// <summary>A venue in memory whose clock stands still: seeded candles by request, and on the streams what each symbol needs to be live.</summary>
internal sealed class QuietVenue : IVenueConnector, IMarketDataRest, IMarketDataStreams
{
    /// <summary>Half-way through the first minutes of a four-hour candle, so that every interval has one that runs.</summary>
    public const long Now = 1_767_225_600_000 + 150_000;

    private readonly int _candles;
    private readonly ConcurrentDictionary<InstrumentId, IMarketDataSink> _sinks = [];
    private int _requests;
    private long _told = Now - 3_700_000;

    /// <param name="symbols">Instruments listed; the first is BTCUSDT.</param>
    /// <param name="candles">Closed candles of each interval.</param>
    public QuietVenue(int symbols, int candles)
    {
        _candles = candles;
        Instruments = [.. Enumerable.Range(0, symbols).Select(i => new InstrumentId(Venue, i == 0 ? "BTCUSDT" : $"S{i}USDT"))];
        Clock.Observe(Now);
    }

    public IReadOnlyList<InstrumentId> Instruments { get; }

    /// <summary>Requests of any kind so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public string Venue => "quiet";

    public bool IsSimulated => true;

    public VenueClock Clock { get; } = new(new StoppedTime());

    public IMarketDataRest Rest => this;

    public IMarketDataStreams Streams => this;

    public int MaxKlinesPerRequest => 1500;

    public StreamStatistics Statistics => new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>The closed candles of one instrument and interval, and the running one as the last.</summary>
    public Kline[] Candles(InstrumentId id, KlineInterval interval)
    {
        var random = new Random(id.Symbol.Aggregate(17, (hash, c) => (hash * 31) + c) ^ (int)interval);
        var length = interval.ToMilliseconds();
        var openTime = interval.OpenTimeOf(Now) - (_candles * length);
        var price = 100 * (1 + random.NextDouble());
        var klines = new Kline[_candles + 1];
        for (var i = 0; i < klines.Length; i++, openTime += length)
        {
            var open = price;
            price *= Math.Exp((random.NextDouble() - 0.5) / 50);
            var volume = 1 + (random.NextDouble() * 1000);
            var taker = volume * random.NextDouble();
            klines[i] = new Kline(
                openTime, open, Math.Max(open, price) * 1.002, Math.Min(open, price) * 0.998, price,
                volume, volume * price, taker, taker * price, 100, Closed: i < _candles);
        }

        return klines;
    }

    public Task<IReadOnlyList<Kline>> GetKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long? fromOpenTime, long? toOpenTime, int limit, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data)
    {
        var rows = Candles(instrument, interval).Where(row => row.OpenTime >= (fromOpenTime ?? 0) && row.OpenTime <= (toOpenTime ?? long.MaxValue));
        return Count<IReadOnlyList<Kline>>([.. fromOpenTime is null ? rows.TakeLast(limit) : rows.Take(limit)]);
    }

    public Task<IReadOnlyList<InstrumentInfo>> GetInstrumentsAsync(CancellationToken cancellationToken) =>
        Count<IReadOnlyList<InstrumentInfo>>([.. Instruments.Select(id => new InstrumentInfo(id, id.Symbol[..^4], "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true))]);

    public Task<IReadOnlyList<Ticker24Hours>> GetTickersAsync(CancellationToken cancellationToken) => Count<IReadOnlyList<Ticker24Hours>>([]);

    public Task<MarkPrice> GetMarkPriceAsync(InstrumentId instrument, CancellationToken cancellationToken) => Count(Mark(instrument));

    /// <summary>An hour and more later with each round of questions, so that a change can be told.</summary>
    public Task<OpenInterest> GetOpenInterestAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        Count(new OpenInterest(1000 + (_told % 100), _told));

    /// <summary>Sends an event to whoever follows the instrument.</summary>
    public void Send(InstrumentId instrument, in MarketEvent marketEvent)
    {
        if (!_sinks[instrument].TryPost(marketEvent))
            throw new InvalidOperationException("The queue is full: the measurement is void.");
    }

    public void NextHour() => _told += 3_650_000;

    public Task<OrderBookSnapshot> GetDepthAsync(InstrumentId instrument, int levels, CancellationToken cancellationToken) =>
        Count(new OrderBookSnapshot(1, Now, [], []));

    public Task<long> GetServerTimeAsync(CancellationToken cancellationToken) => Count(Now);

    public IMarketDataSubscription Subscribe(InstrumentId instrument, IReadOnlyList<StreamRequest> streams, IMarketDataSink sink)
    {
        _sinks[instrument] = sink;
        foreach (var stream in streams)
            sink.OnSubscribed(stream.Kind);
        var subscription = new Subscription(this, instrument, streams[0].Interval, sink);
        subscription.Tell();
        return subscription;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static MarkPrice Mark(InstrumentId instrument) => new(Now, 100, 100, 0.0001 * (instrument.Symbol.Length - 6), Now);

    private Task<T> Count<T>(T answer)
    {
        Interlocked.Increment(ref _requests);
        return Task.FromResult(answer);
    }

    private sealed class Subscription(QuietVenue venue, InstrumentId instrument, KlineInterval interval, IMarketDataSink sink) : IMarketDataSubscription
    {
        // Told every ten seconds, as by a slow market: the data of each symbol stays fresh.
        private ITimer? _timer;

        public void Tell()
        {
            var open = venue.Candles(instrument, interval)[^1];
            _timer = TimeProvider.System.CreateTimer(_ => Post(open), null, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }

        public InstrumentId Instrument => instrument;

        public IReadOnlyList<StreamHealthSnapshot> GetHealth() => [];

        public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

        private void Post(Kline open)
        {
            var received = TimeProvider.System.GetTimestamp();
            sink.TryPost(MarketEvent.ForKline(interval, open, Now, received));
            sink.TryPost(MarketEvent.ForMarkPrice(Mark(instrument), received));
        }
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
