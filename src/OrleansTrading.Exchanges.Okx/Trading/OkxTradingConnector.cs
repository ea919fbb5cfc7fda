using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Okx.Mapping;
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

    private readonly Lazy<Parts> _parts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, OrderGate> _orders = new();

    public OkxTradingConnector(OkxConnector connector, TimeProvider time, ILoggerFactory loggers)
        : this(() => connector, time, loggers)
    {
    }

    /// <param name="connector">Asked when the first account is opened: before, nothing of the venue's settings is looked at.</param>
    /// <param name="time">Drives waits and time limits.</param>
    /// <param name="loggers">Take what happens.</param>
    internal OkxTradingConnector(Func<OkxConnector> connector, TimeProvider time, ILoggerFactory loggers)
    {
        (_time, _logger) = (time, loggers.CreateLogger<OkxTradingConnector>());
        _parts = new Lazy<Parts>(() => Parts.Of(connector(), time));
    }

    public string Venue => OkxSymbols.Venue;

    public ITradingSession Open(string account, ApiKeys keys)
    {
        var (connector, rules, clock, arrival, http) = _parts.Value;
        var options = connector.Settings.Trading;
        // Whoever opens an account again goes on within what is left of its limits.
        var orders = _orders.GetOrAdd(account, _ => new OrderGate(
            [(OrderWindow, options.OrdersPerTwoSeconds)], options.LongestOrderWait, _time, _logger));
        var parts = new SignedRestParts(rules, connector.Settings.Rest, http, connector.Gate, orders, options.LongestOrderWait, clock, _time);
        return new OkxTradingSession(account, keys, new SignedRestClient(account, keys, parts, _logger), clock, connector, arrival, _time, _logger);
    }

    public void Dispose()
    {
        if (_parts.IsValueCreated)
            _parts.Value.Http.Dispose();
        foreach (var gate in _orders.Values)
            gate.Dispose();
    }

    /// <summary>What the venue's accounts share.</summary>
    private sealed record Parts(OkxConnector Connector, OkxTradingRules Rules, SigningClock Clock, ArrivalWindows Arrival, HttpClient Http)
    {
        public static Parts Of(OkxConnector connector, TimeProvider time)
        {
            var window = connector.Settings.Trading.ReceiveWindow;
            var tolerance = window / 5;
            var clock = new SigningClock(
                connector.Clock, connector.Rest.GetServerTimeAsync, tolerance, connector.IsSimulated ? AskForSimulatedTimeEvery : AskForTimeEvery, time);
            var rules = new OkxTradingRules(connector.Environment, window, connector.IsSimulated ? () => connector.Clock.Speed : null);
            var arrival = new ArrivalWindows(window + tolerance, OkxTradingRules.SignatureWindow + tolerance);
            return new Parts(connector, rules, clock, arrival, SignedRestClient.NewHttp(connector.Settings.Rest));
        }
    }
}
