using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Outcomes;

/// <summary>
/// Which signals are worth a look: all of the look-back at first and every few hours, in between only those of intervals of which a
/// candle has closed, from the oldest on that is still to be decided. Holds nothing that would be missed after a restart.
/// </summary>
internal sealed class OutcomeWatch
{
    /// <summary>How long after a candle's end its coming is waited for.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>How long after its time a signal with a missing candle is looked at with every other.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How long after its time a signal is looked at at all: what has not been decided by then is unknown.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(31);

    private static readonly TimeSpan WholeEvery = TimeSpan.FromHours(6);

    private readonly Lock _gate = new();
    private readonly Dictionary<KlineInterval, (long From, long LastLook)> _intervals = [];
    private long? _lastWhole;

    /// <summary>Whether everything in the look-back is to be looked at now.</summary>
    public bool IsWholeDue(long now)
    {
        lock (_gate)
            return _lastWhole is not { } last || now - last >= WholeEvery.TotalMilliseconds;
    }

    /// <summary>The intervals of which a candle has closed since the last look, or so shortly before that it may not have been there yet.</summary>
    public IReadOnlyList<(KlineInterval Interval, long From)> Due(long venueNow)
    {
        lock (_gate)
        {
            return
            [
                .. from interval in _intervals
                   where interval.Key.OpenTimeOf(venueNow) > interval.Value.LastLook - Grace.TotalMilliseconds
                   orderby interval.Key
                   select (interval.Key, interval.Value.From),
            ];
        }
    }

    /// <summary>Everything was looked at.</summary>
    /// <param name="now">Our time when the look began.</param>
    /// <param name="venueNow">The latest time at a venue when it began.</param>
    /// <param name="pending">When the oldest that is to be looked at again was made, for each interval that has one.</param>
    public void LookedAtAll(long now, long venueNow, IReadOnlyDictionary<KlineInterval, long> pending)
    {
        lock (_gate)
        {
            _lastWhole = now;
            foreach (var interval in KlineIntervals.All)
                _intervals[interval] = (FromOf(now, pending.TryGetValue(interval, out var oldest) ? oldest : null), venueNow);
        }
    }

    /// <summary>One interval was looked at.</summary>
    public void LookedAt(KlineInterval interval, long now, long venueNow, long? oldestPending)
    {
        lock (_gate)
            _intervals[interval] = (FromOf(now, oldestPending), venueNow);
    }

    /// <summary>Whether a signal is to be looked at again soon.</summary>
    public static bool IsPending(TradeSignal signal, int timeLimit, long now) => signal.Outcome?.Kind switch
    {
        null or OutcomeKind.Open => true,
        OutcomeKind.Unknown => now < signal.CreatedAt + (timeLimit * signal.Interval.ToMilliseconds()) + Patience.TotalMilliseconds,
        _ => false,
    };

    /// <remarks>Clocks of several silos may differ a little, so what may still be on its way is looked for a while back.</remarks>
    private static long FromOf(long now, long? oldestPending) => Math.Min(oldestPending ?? now, now - (long)Patience.TotalMilliseconds);
}
