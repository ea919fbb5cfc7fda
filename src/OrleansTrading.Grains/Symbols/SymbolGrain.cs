using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Scanning;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Follows one instrument. The streams are subscribed first and history is asked for afterwards, so whatever closes in
/// between comes by one way or the other and the rings take each candle once.
/// Reentrant: calls and stream events interleave at awaits; every stretch between two awaits is atomic.
/// The timer of one that follows the market keeps its activation; one that was only asked something goes away when it has been idle.
/// </summary>
[Reentrant]
[ResourceOptimizedPlacement]
internal sealed partial class SymbolGrain(
    IMarketDataHub hub,
    IMarketStore store,
    IOptions<MarketOptions> marketOptions,
    IOptions<SignalOptions> signalOptions,
    MarketMetrics metrics,
    CacheMetrics cacheMetrics,
    BookDesk books,
    IMarketCapture capture,
    FollowedStreams streams,
    SiloLeaving leaving,
    TimeProvider time,
    ILogger<SymbolGrain> logger) : Grain, ISymbolGrain, IDisposable
{
    private const int StreamKinds = (int)StreamKind.Liquidation + 1;
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(500);

    private readonly MarketOptions _options = marketOptions.Value;
    private readonly SymbolTape _tape = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Ends with the activation, and before that when calls are in the way of its end.</summary>
    private CancellationTokenSource _answering = null!;
    private readonly RepairPacing _pacing = new(marketOptions.Value, time);
    private readonly FailureDelay _saves = new(time);
    private InstrumentId _instrument;
    private IVenueConnector _venue = null!;
    private CandleBook _book = null!;
    private CandleKeeper _keeper = null!;
    private KlineReader _reader = null!;
    private SymbolInbox? _inbox;
    private IMarketDataSubscription? _subscription;
    private Task _work = Task.CompletedTask;
    private IMarketFollower[] _followers = [];
    private SymbolPhase _phase;
    private long _warmingSince;
    private bool _warm;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _instrument = InstrumentId.Parse(this.GetPrimaryKeyString());
        _answering = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, leaving.Token);
        _venue = hub.Venue(_instrument.Venue);
        _book = new CandleBook(_venue.Capabilities.Choose(_options.ParseIntervals()), _options.Capacity);
        _keeper = new CandleKeeper(_instrument, _book, store, hub, _options, metrics, logger);
        StartReadings();
        _trades = new TradeKeeper(_instrument, hub, _options, metrics, time, logger);
        _reader = new KlineReader(_instrument, _book, store, hub, _cache!, metrics, time, logger);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _followed?.Leave();
        _caller?.Dispose();
        _answering?.Dispose();
        _stopping.Dispose();
        _cache?.Dispose();
    }

    private void Follow()
    {
        if (_inbox is not null)
            return;
        var turns = TaskScheduler.Current;
        Action drain = Drain;
        var kinds = _options.ParseStreams().Where(_venue.Capabilities.Streams.Contains);
        _depth = OpenDepth(kinds);
        var inbox = new SymbolInbox(
            _options.InboxCapacity, () => Task.Factory.StartNew(drain, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns), _depth);
        StreamRequest[] wanted = [new(StreamKind.Kline, _book.BaseInterval), .. kinds.Select(kind => new StreamRequest(kind))];
        // What is refused here leaves nothing half begun: the next call tries again.
        _subscription = _venue.Streams.Subscribe(_instrument, wanted, inbox);
        _followed = streams.Enter(_instrument, _venue, _subscription);
        _followers = _capture is null ? _followers : [.. _followers, _capture];
        StartFlow();
        // First of all followers: what closes a position waits for nobody.
        _followers = [Watch, .. _followers];
        FollowTrades(wanted);
        (_inbox, _phase, _warmingSince) = (inbox, SymbolPhase.Warming, time.GetTimestamp());
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, TickInterval) { Interleave = true, KeepAlive = true });
        LogStarted(logger, _instrument);
    }

    /// <summary>Handles what the sockets have left, unless the recording of it has to catch up first.</summary>
    private void Drain()
    {
        if (_inbox is not null && !_stopping.IsCancellationRequested && !MustWaitForCapture())
            TakeAll();
    }

    /// <summary>Runs as one turn, so nothing here may await.</summary>
    private void TakeAll()
    {
        if (_inbox is null)
            return;
        var events = _inbox.Take();
        Span<int> counts = stackalloc int[StreamKinds];
        Span<long> oldest = stackalloc long[StreamKinds];
        counts.Clear();
        foreach (ref readonly var marketEvent in events)
        {
            if (marketEvent.IsInterruption)
            {
                TellInterruption(marketEvent.Kind);
                continue;
            }

            if (counts[(int)marketEvent.Kind]++ == 0)
                oldest[(int)marketEvent.Kind] = marketEvent.EventTime;
            _tape.Apply(marketEvent);
            Tell(marketEvent);
        }

        for (var kind = 0; kind < counts.Length; kind++)
        {
            if (counts[kind] > 0)
                metrics.Events(_instrument.Venue, (StreamKind)kind, counts[kind]);
        }

        _followed?.Handled(counts, oldest);

        WorkIfDue(overdue: false);
    }

    private void Tell(in MarketEvent marketEvent)
    {
        switch (marketEvent.Kind)
        {
            case StreamKind.Kline:
                ApplyKline(marketEvent.ToKline(), marketEvent.EventTime);
                break;
            case StreamKind.Trade:
                TellTrade(marketEvent.ToTrade());
                break;
            case StreamKind.BookTicker:
                var ticker = marketEvent.ToBookTicker();
                foreach (var follower in _followers)
                    follower.OnBookTicker(ticker);
                break;
            case StreamKind.MarkPrice:
                var mark = marketEvent.ToMarkPrice();
                foreach (var follower in _followers)
                    follower.OnMarkPrice(mark);
                break;
            case StreamKind.Liquidation:
                var liquidation = marketEvent.ToLiquidation();
                foreach (var follower in _followers)
                    follower.OnLiquidation(liquidation);
                break;
            case StreamKind.Depth:
                break;
        }
    }

    private Task TickAsync(CancellationToken cancellationToken)
    {
        LookAtWatches();
        ReleaseIfNobodyHolds();
        _followed?.Look();
        SyncDepthIfDue();
        WorkIfDue(overdue: _pacing.IsCheckDue() && _pacing.OnChecked(_keeper.IsOverdue()));
        RepairTradesIfDue();
        return Task.CompletedTask;
    }
}
