using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>One kind of stream of every symbol, by the real connector, under one fault: begun, struck, found, recovered.</summary>
internal sealed partial class StruckKind : IAsyncDisposable
{
    /// <summary>Further than one answer alone may set the venue's clock.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromHours(2);

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly SimulatorHost _simulator;
    private readonly FaultKind _fault;
    private readonly BinanceConnector _connector;
    private readonly List<FaultSink> _sinks;
    private readonly List<IMarketDataSubscription> _subscriptions = [];
    private int _hits;

    public StruckKind(SimulatorHost simulator, FaultKind fault, StreamKind kind)
    {
        (_simulator, _fault, Kind) = (simulator, fault, kind);
        var options = new BinanceOptions();
        options.Streams.ReconnectDelay = TimeSpan.FromMilliseconds(50);
        options.Streams.MaxReconnectDelay = TimeSpan.FromMilliseconds(200);
        options.Streams.WatchPeriod = TimeSpan.FromMilliseconds(50);
        options.Rest.RetryDelay = TimeSpan.FromMilliseconds(20);
        var watch = new StreamWatchOptions
        {
            FirstMessageTimeout = Stall, TradeTimeout = Stall, OrderBookTimeout = Stall, KlineTimeout = Stall, MarkPriceTimeout = Stall,
        };
        var environment = new BinanceEnvironment(options);
        environment.UseSimulator(simulator.BaseAddress);
        _connector = new BinanceConnector(Options.Create(options), Options.Create(watch), environment, TimeProvider.System, NullLoggerFactory.Instance);
        _sinks = [.. simulator.Market.Symbols.Select(_ => new FaultSink(kind))];
    }

    public StreamKind Kind { get; }

    private StreamStatistics Statistics => _connector.Streams.Statistics;

    private int Symbols => _sinks.Count;

    /// <summary>Every stream is live.</summary>
    public async Task BeginAsync()
    {
        var request = new StreamRequest(Kind, Kind == StreamKind.Kline ? KlineInterval.OneMinute : default);
        for (var symbol = 0; symbol < Symbols; symbol++)
            _subscriptions.Add(_connector.Streams.Subscribe(Instrument(symbol), [request], _sinks[symbol]));
        await AllLiveAsync();
    }

    /// <summary>The fault comes, does what it does, is found, and goes.</summary>
    public async Task StrikeAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        switch (_fault)
        {
            case FaultKind.Drop or FaultKind.Refuse:
                Inject(FaultKind.Drop);
                await AllInterruptedAsync(limit.Token);
                while (_fault == FaultKind.Refuse && Statistics.Reconnects < 2)
                    await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
                if (_fault == FaultKind.Refuse)
                    (Statistics.Connections, Health(0).State).ShouldBe((0, StreamState.Reconnecting));
                break;
            case FaultKind.Freeze:
                var frozen = Inject(_fault, symbol: _simulator.Market.Symbols[0]);
                await _sinks[0].UntilAsync(() => _sinks[0].Interruptions == 1, limit.Token);
                _simulator.Faults.Clear(frozen).ShouldBeTrue();
                break;
            case FaultKind.Silence or FaultKind.Delay:
                var quiet = Inject(_fault);
                await AllInterruptedAsync(limit.Token);
                _simulator.Faults.Clear(quiet).ShouldBeTrue();
                break;
            case FaultKind.Duplicate or FaultKind.Reorder or FaultKind.Malformed or FaultKind.Gap:
                _hits = Kind == StreamKind.Liquidation ? 3 : Symbols;
                Inject(_fault, count: _hits);
                while (Seen() < _hits)
                    await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
                break;
            case FaultKind.Http:
                await AskThroughRefusalsAsync(limit.Token);
                break;
            case FaultKind.Garble:
                await AskThroughGarbledAnswersAsync(limit.Token);
                break;
            case FaultKind.Skew:
                await AskTheTimeAsync(limit.Token);
                break;
        }
    }

    /// <summary>Every stream is live again, what the fault has done is known, and nothing but what it had to do was done.</summary>
    public async Task RecoverAsync()
    {
        await AllLiveAsync();
        switch (_fault)
        {
            case FaultKind.Drop or FaultKind.Refuse:
                All(health => health.LastAction!.ShouldStartWith("connection lost"));
                (Statistics.Connections, Statistics.Resubscriptions).ShouldBe((1, 0));
                break;
            case FaultKind.Freeze:
                Health(0).LastAction!.ShouldStartWith("asked for again after");
                _subscriptions.Sum(part => part.GetHealth()[0].Reconnects).ShouldBe(1);
                (Statistics.Reconnects, Statistics.Resubscriptions).ShouldBe((0, 1));
                break;
            case FaultKind.Silence or FaultKind.Delay:
                All(health => health.LastAction!.ShouldStartWith("asked for again after"));
                (Statistics.Reconnects, Statistics.Resubscriptions).ShouldBe((0, Symbols));
                break;
            default:
                All(health => (health.Reconnects, health.LastAction).ShouldBe((0, null)));
                (Statistics.Reconnects, Statistics.Resubscriptions).ShouldBe((0, 0));
                Seen().ShouldBe(_hits);
                break;
        }

        Statistics.Malformed.ShouldBe(_fault == FaultKind.Malformed ? _hits : 0);
        if (_fault != FaultKind.Delay)
            (Sum(sink => sink.Doubles), Sum(sink => sink.Late)).ShouldBe((_fault == FaultKind.Duplicate ? _hits : 0, _fault == FaultKind.Reorder ? _hits : 0));
        await CheckTradesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
            await subscription.DisposeAsync();
        await _connector.DisposeAsync();
    }

    /// <summary>How often the fault has shown itself.</summary>
    private long Seen() => _fault switch
    {
        FaultKind.Duplicate => Sum(sink => sink.Doubles),
        FaultKind.Reorder => Sum(sink => sink.Late),
        FaultKind.Malformed => Statistics.Malformed,
        FaultKind.Gap => Sum(sink => sink.Breaks),
        _ => 0,
    };

    /// <summary>
    /// The ids tell exactly which trades are missing: those of refused frames, and none that came twice or in another order. What was missed
    /// while a stream was silent or was being asked for is to be had by its ids.
    /// </summary>
    private async Task CheckTradesAsync()
    {
        if (Kind != StreamKind.Trade)
            return;
        using var limit = new CancellationTokenSource(Limit);
        if (_fault is not (FaultKind.Drop or FaultKind.Refuse or FaultKind.Freeze or FaultKind.Silence or FaultKind.Delay))
        {
            Sum(sink => sink.MissingTrades.Sum(range => range.Count)).ShouldBe(_fault == FaultKind.Malformed ? _hits : 0);
            return;
        }

        var missing = _sinks[0].MissingTrades;
        if (_fault is FaultKind.Freeze or FaultKind.Silence)
            missing.ShouldNotBeEmpty();
        foreach (var range in missing)
        {
            foreach (var trade in await _connector.Rest.GetTradesAsync(Instrument(0), range.From, (int)Math.Min(range.Count, 1000), limit.Token))
                _sinks[0].TakeTrade(trade.Id);
        }

        _sinks[0].MissingTrades.ShouldBeEmpty();
    }

    private async Task AskTheTimeAsync(CancellationToken cancellationToken)
    {
        await _sinks[0].UntilAsync(() => Kind == StreamKind.Liquidation || _sinks[0].Data > 0, cancellationToken);
        while (_connector.Clock.Said is null)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        var minute = TimeSpan.FromMinutes(1).TotalMilliseconds;
        ((double)await _connector.Rest.GetServerTimeAsync(cancellationToken)).ShouldBe(Now() + Skew.TotalMilliseconds, minute);
        ((double)_connector.Clock.Now).ShouldBe(Now(), minute, "one answer alone does not set the clock");

        double Now() => _simulator.Clock.Now.ToUnixTimeMilliseconds();
    }

    private long Inject(FaultKind fault, string? symbol = null, int? count = null) => _simulator.Faults.Inject(new FaultRequest
    {
        Fault = fault, Stream = FaultCase.NameOf(Kind), Symbol = symbol, Count = count,
        DelayMs = fault == FaultKind.Delay ? (long)(Stall * 1.5).TotalMilliseconds : null,
    });

    private async Task AllInterruptedAsync(CancellationToken limit)
    {
        foreach (var sink in _sinks)
            await sink.UntilAsync(() => sink.Interruptions >= 1, limit);
    }

    /// <summary>Forced orders are live without data.</summary>
    private async Task AllLiveAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var before = _sinks.Select(sink => sink.Data).ToList();
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var (sink, wanted, at) = (_sinks[symbol], before[symbol] + (Kind == StreamKind.Liquidation ? 0 : 2), symbol);
            await sink.UntilAsync(() => sink.Data >= wanted && Health(at).State == StreamState.Live, limit.Token);
        }
    }

    private void All(Action<StreamHealthSnapshot> check)
    {
        for (var symbol = 0; symbol < Symbols; symbol++)
            check(Health(symbol));
    }

    private StreamHealthSnapshot Health(int symbol) => _subscriptions[symbol].GetHealth()[0];

    private long Sum(Func<FaultSink, long> count) => _sinks.Sum(count);

    private InstrumentId Instrument(int symbol) => new("binance", _simulator.Market.Symbols[symbol]);
}
