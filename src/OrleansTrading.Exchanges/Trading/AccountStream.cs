using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// Keeps the stream of one account alive until it is disposed of: connects, watches, and connects anew with jittered back-off within the
/// venue's limit for connections, which it shares with the market's streams. The sink hears of every interruption, and again when the
/// stream is whole. Before the venue ends a connection for its age a second one is opened beside it, and the sink hears nothing of that;
/// meanwhile events may come twice. The sink is called by one thread at a time.
/// </summary>
/// <remarks>
/// Silence is no sign: an account may have nothing to tell for hours. A dead connection is found by pings of our own, which go unanswered,
/// and a deaf one by what must be on it: an event about an order that was <see cref="Expect"/>ed.
/// </remarks>
public sealed partial class AccountStream : IAsyncDisposable
{
    private readonly string _account;
    private readonly IAccountStreamProtocol _protocol;
    private readonly GuardedSink _sink;
    private readonly StreamContext _context;
    private readonly ILogger _logger;
    private readonly ReconnectBackoff _backoff;
    private readonly CancellationTokenSource _closing = new();
    private readonly ExpectedEvents _expected;
    private Task _running = Task.CompletedTask;
    private long _connections;

    /// <param name="account">Our id of the account, for logs.</param>
    /// <param name="protocol">The venue's own.</param>
    /// <param name="sink">Hears of the account.</param>
    /// <param name="streams">The market's streams of the same venue.</param>
    /// <param name="logger">Takes what happens to connections.</param>
    public AccountStream(string account, IAccountStreamProtocol protocol, IAccountSink sink, MarketStreams streams, ILogger logger)
    {
        (_account, _protocol, _context, _logger) = (account, protocol, streams.Context, logger);
        _expected = new ExpectedEvents(_context.Time);
        _sink = new GuardedSink(sink, _expected, fault => LogSinkFault(_account, fault));
        var options = _context.Options;
        _backoff = new ReconnectBackoff(options.ReconnectDelay, options.MaxReconnectDelay, options.ReconnectJitter, _context.Random);
    }

    /// <summary>Connections that were made.</summary>
    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Begins; once.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>The venue has answered a request about this order: an event about it must come, or has come just now.</summary>
    public void Expect(string orderId) => _expected.Add(orderId);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var (line, failure) = await OpenAsync(DialPurpose.Repair);
            var wait = true;
            if (line is not null)
                (failure, wait) = await CarryAsync(line);
            if (_closing.IsCancellationRequested)
                return;
            await WaitAsync(wait, failure);
        }
    }

    /// <summary>Runs a connection and its successors to the end. Answers why, and whether to wait before the next.</summary>
    private async Task<(string Reason, bool Wait)> CarryAsync(AccountLine line)
    {
        while (true)
        {
            await Task.WhenAny(line.Completion, line.Aged);
            if (!line.Completion.IsCompleted && !_closing.IsCancellationRequested && await ReplaceAsync(line) is { } next)
            {
                line = next;
                continue;
            }

            var reason = await line.Completion;
            var isSound = line.IsReady && line.Age >= _context.Options.SoundAfter;
            if (isSound)
                _backoff.Reset();
            if (line.IsReady)
                _sink.OnInterrupted(reason);
            LogEnded(_account, reason);
            return (reason, !(isSound && line.WasToldToReconnect));
        }
    }

    /// <summary>Opens a connection beside the one that grows old. Null when that one has ended or goes on, and has to be looked at again.</summary>
    private async Task<AccountLine?> ReplaceAsync(AccountLine old)
    {
        var (next, failure) = await OpenAsync(DialPurpose.RollOver);
        if (next is null)
        {
            LogReplaceFailed(_account, failure);
            await Task.WhenAny(old.Completion, DelayAsync(_context.Options.RollOverTime));
            return old.Completion.IsCompleted ? null : old;
        }

        await Task.WhenAny(next.WhenReady, next.Completion, old.Completion);
        if (!next.IsReady || old.Completion.IsCompleted)
        {
            // Without the old one there may be a gap, which the sink has to hear of; while it lives, it is replaced later.
            next.End("another connection was to be replaced by it");
            await next.Completion;
            return old.Completion.IsCompleted ? null : old;
        }

        LogReplaced(_account, old.Age);
        await old.RetireAsync();
        return next;
    }

    private async Task<(AccountLine? Line, string Failure)> OpenAsync(DialPurpose purpose)
    {
        try
        {
            var address = await _protocol.PrepareAsync(_closing.Token);
            await _context.Dials.EnterAsync(purpose, _closing.Token);
            var socket = await DialAsync(address);
            Interlocked.Increment(ref _connections);
            LogConnected(_account);
            _expected.Clear();
            var line = new AccountLine(socket, _protocol, _sink, _expected, _context, OnDefect, () => LogKeptAlive(_account), _protocol.Scrub);
            line.Start(tellConnected: purpose == DialPurpose.Repair, _closing.Token);
            return (line, "");
        }
        catch (OperationCanceledException)
        {
            return (null, $"no connection within {_context.Options.RequestTimeout}");
        }
        catch (Exception fault)
        {
            // Whatever it is, the next attempt may find it mended; the reason is logged with the wait.
            return (null, _protocol.Scrub(fault.Message));
        }
    }

    private async Task<WebSocket> DialAsync(Uri address)
    {
        using var timeLimit = new CancellationTokenSource(_context.Options.RequestTimeout, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, _closing.Token);
        return await _context.Dialer.DialAsync(address, either.Token);
    }

    private async Task WaitAsync(bool wait, string reason)
    {
        var delay = wait ? _backoff.Next() : TimeSpan.Zero;
        LogWaiting(_account, delay, reason);
        await DelayAsync(delay);
    }

    private async Task DelayAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _context.Time, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed while waiting.
        }
    }

    private void OnDefect(AccountFrame frame)
    {
        if (frame.Kind == AccountFrameKind.Malformed)
            LogMalformed(_account, frame.Text ?? "");
        else
            LogUnknown(_account, frame.Text ?? "");
    }
}
