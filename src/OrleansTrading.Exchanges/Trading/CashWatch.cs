using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// Cash that moved other than by a fill. A venue's stream tells that it did, but not by which transaction; so the movements of that time are asked
/// for, which have numbers by which they are booked once however often they are told. They are listed a moment after the event, hence asked for
/// several times.
/// </summary>
public sealed partial class CashWatch(ITradingSession session, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan[] Delays = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    /// <summary>Movements are stamped with the time of the settlement, the event with that of its booking.</summary>
    private const long Before = 120_000;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<CashMoved> _found = [];
    private bool _closed;
    private long? _from;
    private int _round;

    /// <summary>Cash moved at this time, Unix milliseconds of the venue.</summary>
    public void Moved(string account, long at)
    {
        lock (_gate)
        {
            var isIdle = _from is null;
            _from = Math.Min(_from ?? long.MaxValue, at - Before);
            _round = 0;
            if (!isIdle || _closed)
                return;
            var closing = _closing.Token;
            _ = Task.Run(() => RunAsync(account, closing));
        }
    }

    /// <summary>Tells what was found since.</summary>
    public void Tell(IAccountSink sink)
    {
        while (_found.TryDequeue(out var move))
            sink.OnCash(move);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            _closing.Cancel();
            _closing.Dispose();
        }
    }

    private async Task RunAsync(string account, CancellationToken closing)
    {
        try
        {
            while (Next() is { } next)
            {
                await Task.Delay(next.Delay, time, closing);
                await AskAsync(account, next.From, closing);
            }
        }
        catch (OperationCanceledException)
        {
            // The session is closed.
        }
    }

    private (TimeSpan Delay, long From)? Next()
    {
        lock (_gate)
        {
            if (_round < Delays.Length)
                return (Delays[_round++], _from!.Value);
            _from = null;
            return null;
        }
    }

    private async Task AskAsync(string account, long from, CancellationToken closing)
    {
        try
        {
            var moves = await session.GetCashMovesAsync(from, closing);
            foreach (var move in moves)
                _found.Enqueue(move);
            LogFound(logger, account, moves.Count);
        }
        catch (VenueException fault)
        {
            // The reconciliation asks for them too.
            LogNotAsked(logger, account, fault.Message);
        }
    }

    [LoggerMessage(2431, LogLevel.Warning, "{Account}: cash has moved, and what it was could not be asked for: {Reason}")]
    private static partial void LogNotAsked(ILogger logger, string account, string reason);

    [LoggerMessage(2432, LogLevel.Debug, "{Account}: cash has moved; {Count} movements are listed")]
    private static partial void LogFound(ILogger logger, string account, int count);
}
