using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>Accounts of Binance USD-M futures. They share the connector's address, clock, request weight and connections with its market data.</summary>
public sealed class BinanceTradingConnector : ITradingConnector, IDisposable
{
    /// <summary>Streams name the venue's time all the while; without any it is asked for this often.</summary>
    private static readonly TimeSpan AskForTimeEvery = TimeSpan.FromMinutes(5);

    /// <summary>A simulated market may be played many times as fast as time goes by: its time is good for a moment only.</summary>
    private static readonly TimeSpan AskForSimulatedTimeEvery = TimeSpan.FromMilliseconds(20);

    private readonly BinanceConnector _connector;
    private readonly BinanceTradingOptions _options;
    private readonly BinanceTradingRules _rules;
    private readonly ArrivalWindows _arrival;
    private readonly SigningClock _clock;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, OrderGate> _orders = new();

    public BinanceTradingConnector(BinanceConnector connector, TimeProvider time, ILoggerFactory loggers)
    {
        (_connector, _options, _time) = (connector, connector.Settings.Trading, time);
        _logger = loggers.CreateLogger<BinanceTradingConnector>();
        _rules = new BinanceTradingRules(connector.Environment, _options.ReceiveWindow, connector.IsSimulated ? () => connector.Clock.Speed : null);
        _http = SignedRestClient.NewHttp(connector.Settings.Rest);
        var tolerance = _options.ReceiveWindow / 5;
        // What is signed names its window, orders of either kind: so long after its time stamp the venue takes it.
        _arrival = new ArrivalWindows(_options.ReceiveWindow + tolerance, _options.ReceiveWindow + tolerance);
        _clock = new SigningClock(
            connector.Clock, connector.Rest.GetServerTimeAsync, tolerance,
            connector.IsSimulated ? AskForSimulatedTimeEvery : AskForTimeEvery, time);
    }

    public string Venue => _connector.Venue;

    public ITradingSession Open(string account, ApiKeys keys)
    {
        // Whoever opens an account again goes on within what is left of its limits.
        var orders = _orders.GetOrAdd(account, _ => new OrderGate(
            [(BinanceOrderLimits.TenSeconds, _options.OrdersPerTenSeconds), (BinanceOrderLimits.Minute, _options.OrdersPerMinute)],
            _options.LongestOrderWait, _time, _logger));
        var parts = new SignedRestParts(
            _rules, _connector.Settings.Rest, _http, _connector.Gate, orders, _options.LongestOrderWait, _clock, _time);
        return new BinanceTradingSession(account, new SignedRestClient(account, keys, parts, _logger), _connector, _arrival, _time, _logger);
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var gate in _orders.Values)
            gate.Dispose();
    }
}
