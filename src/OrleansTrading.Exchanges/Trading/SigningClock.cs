using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// The time that requests are signed with: the venue's as its clock has it, set right by the venue's answer when that may be off by more
/// than what a receive window forgives. Streams keep the clock right; without them, or where a market is played faster than time goes by,
/// it is asked for. Safe for any number of threads.
/// </summary>
/// <param name="clock">The venue's clock.</param>
/// <param name="ask">Asks the venue for its time and has <paramref name="clock"/> observe it.</param>
/// <param name="tolerance">How far off the time of a request may be.</param>
/// <param name="askAtLeastEvery">Our own clock is not trusted for longer than this.</param>
/// <param name="time">Measures how long ago the venue was heard.</param>
public sealed class SigningClock(
    VenueClock clock, Func<CancellationToken, Task<long>> ask, TimeSpan tolerance, TimeSpan askAtLeastEvery, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task<long>? _asking;
    private long _askedAt;
    private bool _known;
    private bool _refused;
    private long _correction;

    /// <summary>Unix milliseconds at the venue.</summary>
    public long Now => clock.Now + Volatile.Read(ref _correction);

    /// <summary>The venue has refused a time: it is asked before the next request.</summary>
    public void Refuse()
    {
        lock (_gate)
            _refused = true;
    }

    /// <summary>Completes when <see cref="Now"/> can be relied on.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Task<long> asking;
        lock (_gate)
        {
            if (!_refused && _known && IsClose())
                return;
            asking = _asking ??= AskAsync();
        }

        await asking.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Between two words of the venue its clock goes on as fast as ours: where the venue's goes faster, that much is missing. The age
    /// counts from the venue's last word, which a stream or an answer brought.
    /// </summary>
    private bool IsClose()
    {
        var age = clock.Said is { } said && said.Age < time.GetElapsedTime(_askedAt) ? said.Age : time.GetElapsedTime(_askedAt);
        return age < askAtLeastEvery && age * (clock.Speed - 1) < tolerance;
    }

    private async Task<long> AskAsync()
    {
        // Leaves the lock of the caller first, so that one task stands for all who wait.
        await Task.Yield();
        try
        {
            var told = await ask(CancellationToken.None);
            lock (_gate)
            {
                Volatile.Write(ref _correction, told - clock.Now);
                (_askedAt, _known, _refused) = (time.GetTimestamp(), true, false);
            }

            return told;
        }
        finally
        {
            lock (_gate)
                _asking = null;
        }
    }
}
