using System.Net.WebSockets;
using System.Threading.Channels;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// One open socket from its first subscription to its end: a loop that sends requests, one that reads, one that
/// watches. Whichever ends first ends the session. Phases of streams change under <c>gate</c>, the connection's lock;
/// sinks are called outside it.
/// </summary>
internal sealed partial class StreamSession
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for the rest of what the venue has sent on a connection that was handed over.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly string _route;
    private readonly WebSocket _socket;
    private readonly StreamTable _streams;
    private readonly Lock _gate;
    private readonly StreamContext _context;
    private readonly FrameReader _reader;
    private readonly IRateBudget _pace;
    private readonly TimeSpan _openedAt;
    private readonly TimeSpan? _lastStallReconnect;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<long, SentRequest> _sent = [];
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _retireAfter;
    private long _lastRequestId;
    private long _messages;

    /// <param name="route">Where it is connected to, for logs.</param>
    /// <param name="socket">Open; the session disposes of it.</param>
    /// <param name="streams">What it is to carry.</param>
    /// <param name="gate">Guards the phases of the streams.</param>
    /// <param name="lastStallReconnect">When a connection for these streams was last given up because a stream stayed silent.</param>
    /// <param name="context">What connections share.</param>
    public StreamSession(
        string route, WebSocket socket, StreamTable streams, Lock gate, TimeSpan? lastStallReconnect, StreamContext context)
    {
        (_route, _socket, _streams, _gate, _context) = (route, socket, streams, gate, context);
        _lastStallReconnect = lastStallReconnect;
        _reader = context.Protocol.CreateReader();
        _pace = PaceOf(context.Options);
        _openedAt = context.Now;
        _lastDataAt = _openedAt.Ticks;
        // Connections that were made together are replaced one after the other.
        _retireAfter = context.Options.MaxConnectionAge * (1 - (context.Options.AgeSpread * context.Random.NextDouble()));
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Data messages read.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Completes when it is time to replace the connection, which then goes on until it is told to end.</summary>
    public Task Aged => _aged.Task;

    /// <summary>Whether everything that the venue has sent was read: it has said so by closing its side.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>There is a stream to ask for or to end.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Ends the session; the first reason counts.</summary>
    public void End(SessionEndKind kind, string reason) => _ended.TrySetResult(new SessionEnd(kind, reason));

    /// <summary>Runs until the session ends, and tells why. Never throws.</summary>
    public async Task<SessionEnd> RunAsync()
    {
        using var ending = new CancellationTokenSource();
        var reading = GuardAsync(ReadAsync());
        var watching = GuardAsync(WatchAsync(ending.Token));
        var sending = GuardAsync(SendAsync(ending.Token));
        var end = await _ended.Task;
        NoteEnd(end);
        await ending.CancelAsync();
        await Task.WhenAll(watching, sending);
        if (end.Kind is SessionEndKind.Stopped or SessionEndKind.HandedOver)
            await SayGoodbyeAsync();
        if (end.Kind == SessionEndKind.HandedOver)
            await DrainAsync(reading);
        _socket.Abort();
        await reading;
        _socket.Dispose();
        return end;
    }

    private static IRateBudget PaceOf(StreamOptions options) => options.MaxRequestsPerHour is { } most
        ? new PacedBudget(new RateBudget(most, TimeSpan.FromHours(1)), options.MaxRequestsPerSecond, TimeSpan.FromSeconds(1))
        : new RateBudget(options.MaxRequestsPerSecond, TimeSpan.FromSeconds(1));

    private async Task GuardAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
            End(SessionEndKind.Lost, "cancelled");
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException)
        {
            End(SessionEndKind.Lost, fault.Message);
        }
        catch (Exception fault)
        {
            // A fault of ours or of a sink: the connection is made anew rather than left half alive.
            _context.Counters.CountFault();
            LogFault(_route, fault);
            End(SessionEndKind.Lost, fault.Message);
        }
    }

    /// <summary>What the venue sent before it heard of the end is still on its way, and belongs to the sinks.</summary>
    private async Task DrainAsync(Task reading)
    {
        try
        {
            await reading.WaitAsync(DrainTime, _context.Time);
        }
        catch (TimeoutException)
        {
            LogNotDrained(_route, DrainTime);
        }
    }

    private async Task SayGoodbyeAsync()
    {
        if (_socket.State != WebSocketState.Open)
            return;
        using var patience = new CancellationTokenSource(CloseTime, _context.Time);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            LogGoodbyeFailed(_route, fault.Message);
        }
    }
}
