using System.Collections.Concurrent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>
/// A venue in memory with a clock moved by hand. REST answers from the made-up market as of the venue's time; streams
/// deliver what the test sends, while they are connected.
/// </summary>
internal sealed class FakeVenue : IVenueConnector, IMarketDataRest, IMarketDataStreams
{
    private readonly Lock _gate = new();
    private readonly List<FakeSubscription> _subscriptions = [];
    private long _now;
    private TaskCompletionSource? _held;

    public FakeVenue(long now, int seed = 1, string name = "fake")
    {
        Venue = name;
        Market = new MadeUpMarket(seed);
        MoveTo(now);
    }

    public MadeUpMarket Market { get; }

    /// <summary>Markets of their own for single instruments; the others share <see cref="Market"/>.</summary>
    public Dictionary<InstrumentId, MadeUpMarket> Markets { get; } = [];

    public MadeUpMarket MarketOf(InstrumentId instrument) => Markets.GetValueOrDefault(instrument, Market);

    public string Venue { get; }

    public bool IsSimulated => true;

    public IReadOnlyList<InstrumentId> Followed { get; set; } = [];

    public VenueClock Clock { get; } = new(new StoppedTime());

    public IMarketDataRest Rest => this;

    public IMarketDataStreams Streams => this;

    public int MaxKlinesPerRequest => 1000;

    public StreamStatistics Statistics => new(0, 0, 0, 0, 0, 0, 0);

    public List<InstrumentInfo> Listed { get; } = [];

    public List<Ticker24Hours> Tickers { get; } = [];

    /// <summary>While set, every request fails with this.</summary>
    public VenueException? Failure { get; set; }

    /// <summary>While set, every request for this instrument fails with it.</summary>
    public (InstrumentId Instrument, Exception Failure)? FailureOf { get; set; }

    /// <summary>While set, questions for the list of instruments wait for it.</summary>
    public Task? ListingHeld { get; set; }

    /// <summary>While set, questions for tickers wait for it.</summary>
    public Task? TickersHeld { get; set; }

    /// <summary>Open times that no candle is answered for.</summary>
    public HashSet<long> Absent { get; } = [];

    /// <summary>How often an instrument was subscribed to while somebody else still had a subscription of it.</summary>
    public int SubscribedTwice { get; private set; }

    public int KlineRequests { get; private set; }

    /// <summary>From which open time candles were asked for, and with what right.</summary>
    public ConcurrentQueue<(long? From, RequestClass Order)> KlinesAsked { get; } = [];

    public int MarkRequests { get; private set; }

    public int OpenInterestRequests { get; private set; }

    public double OpenInterest { get; set; } = 1;

    public bool HasDerivatives { get; set; } = true;

    public TimeSpan BudgetWait { get; set; }

    public double BudgetUsed { get; set; } = 1;

    public List<BestPrices> BestPrices { get; } = [];

    /// <summary>The book that is answered.</summary>
    public OrderBookSnapshot Depth { get; set; } = new(1, 0, [], []);

    /// <summary>While set, questions for books wait for it.</summary>
    public Task? DepthHeld { get; set; }

    /// <summary>While set, questions for books fail with it.</summary>
    public VenueException? DepthFailure { get; set; }

    public int DepthRequests { get; private set; }

    public VenueCapabilities Capabilities { get; set; } = VenueCapabilities.Everything;

    public long Now => Interlocked.Read(ref _now);

    public void MoveTo(long now)
    {
        Interlocked.Exchange(ref _now, now);
        Clock.Observe(now);
    }

    /// <summary>From now on kline requests wait, with the answer as of their asking, until <see cref="ReleaseAnswers"/>.</summary>
    public void HoldAnswers() => _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReleaseAnswers()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    /// <summary>Lets those that wait have their answers; later ones wait again.</summary>
    public void ReleaseAnswersSoFar()
    {
        var held = _held;
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held?.SetResult();
    }

    public FakeSubscription? SubscriptionOf(InstrumentId instrument)
    {
        lock (_gate)
            return _subscriptions.LastOrDefault(subscription => subscription.Instrument == instrument && !subscription.IsDisposed);
    }

    public async Task<IReadOnlyList<Kline>> GetKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long? fromOpenTime, long? toOpenTime, int limit, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data)
    {
        var held = _held;
        KlineRequests++;
        KlinesAsked.Enqueue((fromOpenTime, order));
        Check(instrument);
        var now = Now;
        var length = interval.ToMilliseconds();
        var newest = Math.Min(interval.OpenTimeOf(now), toOpenTime ?? long.MaxValue);
        var first = fromOpenTime ?? newest - ((limit - 1) * length);
        var rows = new List<Kline>();
        for (var time = first; time <= newest && rows.Count < limit; time += length)
        {
            if (!Absent.Contains(time))
                rows.Add(MarketOf(instrument).At(interval, time, now));
        }

        if (held is not null)
            await held.Task.WaitAsync(cancellationToken);
        return rows;
    }

    public async Task<IReadOnlyList<InstrumentInfo>> GetInstrumentsAsync(CancellationToken cancellationToken)
    {
        if (ListingHeld is { } held)
            await held.WaitAsync(cancellationToken);
        return Failure is null ? [.. Listed] : throw Failure;
    }

    public async Task<IReadOnlyList<Ticker24Hours>> GetTickersAsync(CancellationToken cancellationToken)
    {
        if (TickersHeld is { } held)
            await held.WaitAsync(cancellationToken);
        return Failure is null ? [.. Tickers] : throw Failure;
    }

    public Task<IReadOnlyList<BestPrices>> GetBestPricesAsync(CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult<IReadOnlyList<BestPrices>>([.. BestPrices]) : throw Failure;

    public TimeSpan? FundingInterval { get; set; }

    public Task<TimeSpan?> GetFundingIntervalAsync(InstrumentId instrument, CancellationToken cancellationToken) => Task.FromResult(FundingInterval);

    public Task<MarkPrice> GetMarkPriceAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        MarkRequests++;
        Check(instrument);
        return Task.FromResult(new MarkPrice(Now, 100, 100, 0, Now));
    }

    public Task<OpenInterest> GetOpenInterestAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        OpenInterestRequests++;
        Check(instrument);
        return Task.FromResult(new OpenInterest(OpenInterest, Now));
    }

    public async Task<OrderBookSnapshot> GetDepthAsync(InstrumentId instrument, int levels, CancellationToken cancellationToken)
    {
        DepthRequests++;
        if (DepthHeld is { } held)
            await held.WaitAsync(cancellationToken);
        return DepthFailure is null ? Depth : throw DepthFailure;
    }

    /// <summary>The venue's trades by id; what is not here, it does not have.</summary>
    public SortedDictionary<long, AggTrade> Trades { get; } = [];

    /// <summary>Ids from which on trades were asked for.</summary>
    public ConcurrentQueue<long> TradeRequests { get; } = [];

    public Task<IReadOnlyList<AggTrade>> GetTradesAsync(InstrumentId instrument, long fromId, int limit, CancellationToken cancellationToken)
    {
        TradeRequests.Enqueue(fromId);
        Check(instrument);
        lock (Trades)
            return Task.FromResult<IReadOnlyList<AggTrade>>([.. Trades.Values.Where(trade => trade.Id >= fromId).Take(limit)]);
    }

    public Task<long> GetServerTimeAsync(CancellationToken cancellationToken) => Task.FromResult(Now);

    public IMarketDataSubscription Subscribe(InstrumentId instrument, IReadOnlyList<StreamRequest> streams, IMarketDataSink sink)
    {
        var subscription = new FakeSubscription(this, instrument, streams, sink);
        lock (_gate)
        {
            if (_subscriptions.Any(other => other.Instrument == instrument && !other.IsDisposed))
                SubscribedTwice++;
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Check(InstrumentId instrument)
    {
        if (Failure is not null)
            throw Failure;
        if (FailureOf is { } one && one.Instrument == instrument)
            throw one.Failure;
    }

    /// <summary>The venue's clock must not run by itself.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
