using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>Spreads the streams of one venue over connections, and folds equal wishes into one stream.</summary>
public sealed class MarketStreams : IMarketDataStreams
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StreamConnection> _streams = [];
    private readonly List<StreamConnection> _connections = [];
    private readonly StreamContext _context;
    private readonly IStreamDialer _dialer;
    private readonly DialGate _dials;
    private readonly RollOverTurn _rollOvers = new();
    private readonly HashSet<StreamSubscriber> _subscribers = [];
    private bool _disposed;

    /// <param name="protocol">The venue's own.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="watch">When streams count as silent.</param>
    /// <param name="clock">Observes the venue's event times.</param>
    /// <param name="time">Drives waits and watches.</param>
    /// <param name="logger">Takes what happens to connections.</param>
    /// <param name="dials">How many connections may be made; of its own where none is given.</param>
    public MarketStreams(
        IStreamProtocol protocol, StreamOptions options, StreamWatchOptions watch, VenueClock clock, TimeProvider time, ILogger logger,
        IRateBudget? dials = null)
        : this(new WebSocketDialer(options.ReadBufferBytes), Random.Shared, protocol, options, watch, clock, time, logger, dials)
    {
    }

    internal MarketStreams(
        IStreamDialer dialer, Random random, IStreamProtocol protocol, StreamOptions options, StreamWatchOptions watch, VenueClock clock,
        TimeProvider time, ILogger logger, IRateBudget? dials)
    {
        _dialer = dialer;
        dials ??= new RateBudget(options.MaxConnectionsPerFiveMinutes, TimeSpan.FromMinutes(5));
        if (options.MaxConnectionsPerSecond is { } most)
            dials = new PacedBudget(dials, most, TimeSpan.FromSeconds(1));
        _dials = new DialGate(new RequestGate(dials, TimeSpan.FromMinutes(6), time, logger), options.MaxConnectionsPerFiveMinutes, time);
        _context = new StreamContext(
            protocol, options, watch, _dialer, _dials, _rollOvers, clock, new StreamCounters(), new DefectLog(time, logger), time, random, logger);
    }

    /// <summary>What the streams of accounts at the same venue share with these.</summary>
    internal StreamContext Context => _context;

    public StreamStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                var counters = _context.Counters;
                return new StreamStatistics(
                    _connections.Count(connection => connection.IsOpen),
                    _streams.Count,
                    counters.MessagesOfClosed + _connections.Sum(connection => connection.Messages),
                    _context.Defects.Total,
                    counters.Unknown,
                    counters.Reconnects,
                    counters.Resubscriptions)
                {
                    RollOvers = counters.RollOvers,
                    Faults = counters.Faults,
                };
            }
        }
    }

    /// <summary>How many frames were refused for this reason.</summary>
    public long CountOf(FrameDefect defect) => _context.Defects.CountOf(defect);

    public IMarketDataSubscription Subscribe(InstrumentId instrument, IReadOnlyList<StreamRequest> streams, IMarketDataSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var parts = new List<(string, StreamSubscriber)>(streams.Count);
        foreach (var request in streams.Distinct())
        {
            var subscriber = new StreamSubscriber(request.Kind, _context.Watch.TimeoutsOf(request.Kind), sink);
            parts.Add((_context.Protocol.NameOf(instrument, request), subscriber));
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            foreach (var ((name, subscriber), request) in parts.Zip(streams.Distinct()))
                Attach(name, instrument, request, subscriber);
        }

        return new MarketDataSubscription(instrument, parts, this, _context.Time);
    }

    public async ValueTask DisposeAsync()
    {
        List<StreamConnection> connections;
        List<StreamSubscriber> subscribers;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            connections = [.. _connections];
            subscribers = [.. _subscribers];
        }

        foreach (var subscriber in subscribers)
            subscriber.Dispose();
        foreach (var connection in connections)
            connection.Close();
        await Task.WhenAll(connections.Select(connection => connection.Completion));
        connections.ForEach(connection => connection.Dispose());
        _dialer.Dispose();
        _dials.Dispose();
        _rollOvers.Dispose();
    }

    internal void Detach(string name, StreamSubscriber subscriber)
    {
        lock (_gate)
        {
            _subscribers.Remove(subscriber);
            if (_streams.TryGetValue(name, out var connection) && connection.Leave(name, subscriber))
                _streams.Remove(name);
        }
    }

    private void Attach(string name, InstrumentId instrument, StreamRequest request, StreamSubscriber subscriber)
    {
        _subscribers.Add(subscriber);
        if (_streams.TryGetValue(name, out var connection) && connection.TryJoin(name, subscriber))
            return;
        var stream = new MarketStream(name, instrument, request, _context.Watch.TimeoutsOf(request.Kind));
        stream.Add(subscriber);
        _streams[name] = Place(stream);
    }

    /// <summary>The fullest connection that has room takes it, so that the emptiest one may close.</summary>
    private StreamConnection Place(MarketStream stream)
    {
        var route = _context.Protocol.RouteOf(stream.Request);
        foreach (var candidate in _connections.Where(candidate => candidate.Route == route).OrderByDescending(candidate => candidate.Streams))
        {
            if (candidate.TryAttach(stream))
                return candidate;
        }

        var connection = new StreamConnection(route, _context, Forget);
        connection.TryAttach(stream);
        _connections.Add(connection);
        connection.Start();
        return connection;
    }

    private void Forget(StreamConnection connection)
    {
        lock (_gate)
            _connections.Remove(connection);
    }
}
