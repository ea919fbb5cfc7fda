using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>
/// Lets requests through as the budget allows. Those of accounts go before all others, which also leave a part of the budget to them: however much data is
/// asked for, an order finds room. Data is in three classes, first come, first served in each. What somebody waits for goes first, as long as that is not
/// too much. Light requests for data, as for the candles that a symbol comes up with, leave half as much again to it, and do not stand behind heavy ones, as for
/// books and missed trades, which leave as much again to all of them. Safe for any number of callers.
/// </summary>
/// <param name="budget">What may be spent.</param>
/// <param name="longestWait">A request that would wait longer for room is refused.</param>
/// <param name="time">Drives waits.</param>
/// <param name="logger">Takes waits.</param>
/// <param name="kept">Weight that is left to requests of accounts.</param>
public sealed partial class RequestGate(IRateBudget budget, TimeSpan longestWait, TimeProvider time, ILogger logger, int kept = 0) : IDisposable
{
    /// <summary>Of so many requests one alone is no more than a small part of the budget.</summary>
    private const int LightPart = 400;

    /// <summary>Such a part of what there is may go in a minute because somebody waits for it; more of it is as other data, or who asks much would keep symbols from coming up.</summary>
    private const int AwaitedPart = 4;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _awaitedTurn = new(1, 1);
    private readonly SemaphoreSlim _heavyTurn = new(1, 1);
    private readonly SemaphoreSlim _lightTurn = new(1, 1);
    private readonly int _light = Math.Max(1, budget.Limit / LightPart);
    private readonly RateBudget _awaited = new(int.MaxValue, Minute);
    private readonly Lock _budgetGate = new();
    private ErrorKind _blockedFor = ErrorKind.RateLimited;
    private TimeSpan _blockedUntil = TimeSpan.MinValue;

    /// <summary>Weight spent in the last window.</summary>
    public int Used
    {
        get
        {
            lock (_budgetGate)
                return budget.UsedAt(Now);
        }
    }

    /// <summary>Weight that may still be spent now.</summary>
    public int Room
    {
        get
        {
            lock (_budgetGate)
                return budget.RoomAt(Now);
        }
    }

    /// <summary>Part of the budget that is spent now, 0 to 1.</summary>
    public double UsedPart => Math.Clamp(1 - (Room / (double)budget.Limit), 0, 1);

    /// <summary>How long until the lightest request for data may enter, as things stand; those that wait already are not counted.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_budgetGate)
                return budget.WaitFor(1, Now, KeptByLight);
        }
    }

    private int KeptByLight => kept + (kept / 2);

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Completes when <paramref name="weight"/> has been spent, and none that goes first waits for room.</summary>
    /// <param name="weight">What is spent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="isAwaited">Whether somebody waits for what is asked.</param>
    /// <exception cref="VenueException">Room would come only after the longest wait that is allowed.</exception>
    public async Task EnterAsync(int weight, CancellationToken cancellationToken, bool isAwaited = false)
    {
        isAwaited = isAwaited && MayGoAhead(weight);
        var (turn, keep) = isAwaited ? (_awaitedTurn, kept) : weight <= _light ? (_lightTurn, KeptByLight) : (_heavyTurn, 2 * kept);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var latest = Now + longestWait;
            while (!TryEnter(weight, isFirst: false, keep, out var wait, out var kind, out var changed))
            {
                if (Passed is { } passed)
                {
                    await LetPassAsync(passed, latest - Now, cancellationToken);
                    continue;
                }

                if (wait > longestWait)
                    throw TooLong(wait, longestWait, kind);
                LogWaiting(wait, weight, kind);
                await WaitAsync(RoundUp(wait), changed, cancellationToken);
            }

            if (isAwaited)
                NoteAwaited(weight);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// As <see cref="EnterAsync"/>, past those who wait their turn: for accounts, whose orders must not stand behind requests for data.
    /// </summary>
    /// <param name="weight">0 for what costs nothing and only must not be sent while the venue refuses us.</param>
    /// <param name="longest">The longest wait that is of use.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="VenueException">Room would come only after that wait; nothing was spent.</exception>
    public async Task EnterAtOnceAsync(int weight, TimeSpan longest, CancellationToken cancellationToken)
    {
        var deadline = Now + longest;
        using var place = new Place(this);
        while (!TryEnterAtOnce(weight, out var wait, out var kind, out var changed))
        {
            if (Now + wait > deadline)
                throw TooLong(wait, longest, kind);
            place.Hold();
            LogWaiting(wait, weight, kind);
            await WaitAsync(RoundUp(wait), changed, cancellationToken);
        }
    }

    /// <summary>What the venue reports as spent.</summary>
    public void ObserveUsed(int used)
    {
        lock (_budgetGate)
            budget.ObserveUsed(used, Now);
    }

    /// <summary>Nobody enters for this long: the venue has refused us.</summary>
    public void Block(TimeSpan duration, ErrorKind kind)
    {
        lock (_budgetGate)
        {
            _blockedUntil = Now + duration > _blockedUntil ? Now + duration : _blockedUntil;
            budget.BlockUntil(_blockedUntil);
            _blockedFor = kind;
        }
    }

    public void Dispose()
    {
        _awaitedTurn.Dispose();
        _heavyTurn.Dispose();
        _lightTurn.Dispose();
    }

    /// <remarks>Of what this process has, where several share the limit. Those that are on their way are not counted: places at the venue are few.</remarks>
    private bool MayGoAhead(int weight)
    {
        lock (_budgetGate)
            return _awaited.UsedAt(Now) + weight <= (budget.UsedAt(Now) + budget.RoomAt(Now)) / AwaitedPart;
    }

    private void NoteAwaited(int weight)
    {
        lock (_budgetGate)
            _awaited.TryTake(weight, Now, out _);
    }

    private bool TryEnter(int weight, bool isFirst, int keep, out TimeSpan wait, out ErrorKind kind, out Task? changed)
    {
        lock (_budgetGate)
        {
            // Fetched first: a change after this moment ends the wait.
            changed = budget.Changed;
            kind = _blockedFor;
            wait = TimeSpan.Zero;
            return (isFirst || _passing == 0) && budget.TryTake(weight, Now, out wait, keep);
        }
    }

    private bool TryEnterAtOnce(int weight, out TimeSpan wait, out ErrorKind kind, out Task? changed)
    {
        if (weight > 0)
            return TryEnter(weight, isFirst: true, keep: 0, out wait, out kind, out changed);
        lock (_budgetGate)
        {
            (kind, changed) = (_blockedFor, null);
            wait = _blockedUntil > Now ? _blockedUntil - Now : TimeSpan.Zero;
            return wait == TimeSpan.Zero;
        }
    }

    private async Task WaitAsync(TimeSpan wait, Task? changed, CancellationToken cancellationToken)
    {
        if (changed is null)
        {
            await Task.Delay(wait, time, cancellationToken);
            return;
        }

        try
        {
            await changed.WaitAsync(wait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time has come without a change.
        }
    }

    private static VenueException TooLong(TimeSpan wait, TimeSpan longest, ErrorKind kind) =>
        new(kind, isTransient: false, $"The venue takes no request for another {wait}; the longest wait allowed is {longest}.")
        {
            RetryAfter = wait,
        };

    /// <summary>Timers count whole milliseconds; rounding down would spin.</summary>
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    [LoggerMessage(2003, LogLevel.Debug, "Waiting {Wait} until a request of weight {Weight} may go ({Kind})")]
    private partial void LogWaiting(TimeSpan wait, int weight, ErrorKind kind);
}
