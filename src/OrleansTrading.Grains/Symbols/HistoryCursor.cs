using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// How far one interval's history is complete. Invariant: every candle that the venue has between the start of the ring's
/// window and <see cref="Complete"/> has been received closed, but for <see cref="Head"/>. Only ever moves forward.
/// </summary>
internal sealed class HistoryCursor(KlineInterval interval)
{
    private readonly long _length = interval.ToMilliseconds();
    private long? _expectedBefore;

    public KlineInterval Interval => interval;

    /// <summary>Open time of the newest candle of the unbroken history; null when there is none.</summary>
    public long? Complete { get; private set; }

    /// <summary>What the store lacked before its newest unbroken run; to be asked for once.</summary>
    public KlineRange? Head { get; private set; }

    /// <summary>The first open time that is missing; null when nothing is known yet.</summary>
    public long? NextOpenTime => Complete + _length;

    /// <summary>Takes what the store held: the newest unbroken run counts, what lies before it in the window is still missing.</summary>
    public void StartFrom(IReadOnlyList<Kline> stored, int capacity)
    {
        var begin = stored.Count - 1;
        while (begin > 0 && stored[begin - 1].OpenTime == stored[begin].OpenTime - _length)
            begin--;
        MoveTo(stored[^1].OpenTime);
        var window = stored[^1].OpenTime - ((capacity - 1) * _length);
        Head = window < stored[begin].OpenTime ? new KlineRange(window, stored[begin].OpenTime - _length) : null;
    }

    /// <summary>The venue has been asked for the head: what it did not bring, it does not have.</summary>
    public void CompleteHead() => Head = null;

    /// <summary>A candle has closed in the live flow. Answers whether it followed without a gap.</summary>
    public bool OnClosed(long openTime)
    {
        // Before any history is there, a live candle is no end of an unbroken history: what is older is still to be asked for.
        if (Complete is not { } complete)
            return true;
        if (openTime > complete + _length)
            return false;
        MoveTo(openTime);
        return true;
    }

    /// <summary>Closed candles up to here have been received from the store or the venue without a gap that the venue does not have itself.</summary>
    public void MoveTo(long openTime)
    {
        if (Complete is not { } complete || openTime > complete)
            Complete = openTime;
    }

    /// <summary>Whether a candle that should have closed by now on the venue's clock is missing.</summary>
    public bool IsBehind(long venueNow) => Complete is null || Complete < NewestClosedAt(venueNow);

    /// <summary>
    /// Whether something that was due at the previous check is missing still. A candle's closing frame comes up to two
    /// seconds after its end, so one check alone proves nothing.
    /// </summary>
    public bool IsOverdue(long venueNow)
    {
        var overdue = _expectedBefore is { } expected && (Complete is null || Complete < expected);
        _expectedBefore = NewestClosedAt(venueNow);
        return overdue;
    }

    /// <summary>Open time of the candle that was the newest closed one at <paramref name="venueNow"/>.</summary>
    public long NewestClosedAt(long venueNow) => interval.OpenTimeOf(venueNow) - _length;
}
