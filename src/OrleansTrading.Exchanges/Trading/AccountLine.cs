using System.Net.WebSockets;
using System.Text;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>One connection of an account's stream: a loop that reads, one that watches, one that keeps it alive. Whichever ends first ends it.</summary>
internal sealed class AccountLine(
    WebSocket socket, IAccountStreamProtocol protocol, GuardedSink sink, ExpectedEvents expected, StreamContext context, Action<AccountFrame> onDefect,
    Action onKeptAlive, Func<string, string> scrub) : IDisposable
{
    /// <summary>How long an event about an order may take that the venue has answered for.</summary>
    public static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long the rest of what the venue has sent is waited for on a connection that was replaced.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TimeSpan _openedAt = context.Now;
    private readonly TimeSpan _retireAfter = context.Options.MaxConnectionAge * (1 - (context.Options.AgeSpread * context.Random.NextDouble()));
    private TimeSpan _heardAt = context.Now;
    private bool _tellConnected;

    /// <summary>Completes with the reason when the connection is gone.</summary>
    public Task<string> Completion { get; private set; } = Task.FromResult("it was never open");

    /// <summary>Completes when it is time to replace it.</summary>
    public Task Aged => _aged.Task;

    /// <summary>Completes when it is whole.</summary>
    public Task WhenReady => _ready.Task;

    public bool IsReady => _ready.Task.IsCompleted;

    public bool WasToldToReconnect { get; private set; }

    public TimeSpan Age => context.Now - _openedAt;

    public void Start(bool tellConnected, CancellationToken closing)
    {
        _tellConnected = tellConnected;
        Completion = RunAsync(closing);
    }

    /// <summary>Ends it; the first reason counts.</summary>
    public void End(string reason) => _ended.TrySetResult(reason);

    /// <summary>Another has taken over: what the venue has sent until it hears of the end is still read.</summary>
    public async Task RetireAsync()
    {
        using var patience = new CancellationTokenSource(DrainTime, context.Time);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            await Completion.WaitAsync(patience.Token);
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            // Gone already, or too slow to go.
        }

        End("replaced");
        await Completion;
    }

    public void Dispose()
    {
        socket.Dispose();
        _sending.Dispose();
    }

    private async Task<string> RunAsync(CancellationToken closing)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(closing);
        await using var onClosing = closing.UnsafeRegister(static line => ((AccountLine)line!).End("closed"), this);
        var reading = GuardAsync(ReadAsync(ending.Token));
        var watching = GuardAsync(WatchAsync(ending.Token));
        var keeping = GuardAsync(KeepAliveAsync(ending.Token));
        await GuardAsync(GreetAsync(ending.Token));
        var reason = await _ended.Task;
        await ending.CancelAsync();
        socket.Abort();
        await Task.WhenAll(reading, watching, keeping);
        Dispose();
        return reason;
    }

    private async Task GuardAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception fault)
        {
            // Also a fault of ours: the connection is made anew rather than left half alive.
            End(scrub(fault.Message));
        }
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var messages = protocol.Greet();
        foreach (var message in messages)
            await SendAsync(message, cancellationToken);
        if (messages.Count == 0)
            BeReady();
    }

    private void BeReady()
    {
        if (_ready.TrySetResult() && _tellConnected)
            sink.OnConnected();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length)
                {
                    if (length >= context.Options.MaxMessageBytes)
                        throw new InvalidDataException($"a message is longer than {context.Options.MaxMessageBytes} bytes");
                    Array.Resize(ref buffer, length * 2);
                }

                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                End($"closed by the venue: {socket.CloseStatus} {scrub(socket.CloseStatusDescription ?? "")}".TrimEnd());
                return;
            }

            _heardAt = context.Now;
            await TakeAsync(protocol.Read(buffer.AsSpan(0, length), sink), cancellationToken);
        }
    }

    private async Task TakeAsync(AccountFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Kind)
        {
            case AccountFrameKind.Ready:
                BeReady();
                break;
            case AccountFrameKind.Send:
                await SendAsync(frame.Text!, cancellationToken);
                break;
            case AccountFrameKind.Reconnect:
                WasToldToReconnect = true;
                End(frame.Text!);
                break;
            case AccountFrameKind.Unknown or AccountFrameKind.Malformed:
                onDefect(frame);
                break;
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(context.Options.WatchPeriod, context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Age > _retireAfter)
                _aged.TrySetResult();
            protocol.Look(sink);
            if (!IsReady && Age > context.Options.RequestTimeout)
                End($"it was not whole within {context.Options.RequestTimeout}");
            else if (protocol.LongestSilence is { } longest && context.Now - _heardAt > longest)
                End($"nothing came for {longest}");
            else if (expected.FindOverdue(EventPatience) is { } order)
                End($"no event about order {order} within {EventPatience}");
        }
    }

    private async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        var wait = protocol.KeepAlivePeriod;
        while (true)
        {
            await Task.Delay(wait, context.Time, cancellationToken);
            wait = protocol.KeepAlivePeriod;
            try
            {
                if (await protocol.KeepAliveAsync(cancellationToken) is { } message)
                    await SendAsync(message, cancellationToken);
                onKeptAlive();
            }
            catch (VenueException fault) when (fault.IsTransient)
            {
                // A stream that is not kept alive ends at the venue long after the next attempts.
                wait = protocol.KeepAlivePeriod / 10;
            }
        }
    }

    private async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private static bool IsBroken(Exception fault) => fault is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
