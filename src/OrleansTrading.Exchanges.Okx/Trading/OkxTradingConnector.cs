using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>Accounts of OKX, their USDT-margined swaps. They share the connector's address, clock, request weight and connections with its market data.</summary>
public sealed class OkxTradingConnector : ITradingConnector, IDisposable
{
    /// <summary>Streams name the venue's time all the while; without any it is asked for this often.</summary>
    private static readonly TimeSpan AskForTimeEvery = TimeSpan.FromMinutes(5);

    /// <summary>A simulated market may be played many times as fast as time goes by: its time is good for a moment only.</summary>
    private static readonly TimeSpan AskForSimulatedTimeEvery = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan OrderWindow = TimeSpan.FromSeconds(2);

    private readonly OkxConnector _connector;
    private readonly OkxTradingOptions _options;
    private readonly OkxTradingRules _rules;
    private readonly SigningClock _clock;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, OrderGate> _orders = new();

    public OkxTradingConnector(OkxConnector connector, TimeProvider time, ILoggerFactory loggers)
    {
        (_connector, _options, _time) = (connector, connector.Settings.Trading, time);
        _logger = loggers.CreateLogger<OkxTradingConnector>();
        _rules = new OkxTradingRules(connector.Environment, _options.ReceiveWindow);
        _http = SignedRestClient.NewHttp(connector.Settings.Rest);
        _clock = new SigningClock(
            connector.Clock, connector.Rest.GetServerTimeAsync, _options.ReceiveWindow / 5,
            connector.IsSimulated ? AskForSimulatedTimeEvery : AskForTimeEvery, time);
    }

    public string Venue => _connector.Venue;

    public ITradingSession Open(string account, ApiKeys keys)
    {
        // Whoever opens an account again goes on within what is left of its limits.
        var orders = _orders.GetOrAdd(account, _ => new OrderGate(
            [(OrderWindow, _options.OrdersPerTwoSeconds)], _options.LongestOrderWait, _time, _logger));
        var parts = new SignedRestParts(
            _rules, _connector.Settings.Rest, _http, _connector.Gate, orders, _options.LongestOrderWait, _clock, _time);
        return new OkxTradingSession(account, keys, new SignedRestClient(account, keys, parts, _logger), _clock, _connector, _time, _logger);
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var gate in _orders.Values)
            gate.Dispose();
    }
}
