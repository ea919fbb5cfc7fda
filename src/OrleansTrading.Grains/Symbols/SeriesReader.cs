using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Reads the closed candles of one ring. It catches up when it is asked: candles that have closed since are fed on; when a candle of the
/// past was written - history came, a repair changed one - or one is missing in between, the unbroken run up to the newest closed candle
/// is read anew.
/// </summary>
internal sealed class SeriesReader(CandleRing ring)
{
    private readonly long _length = ring.Interval.ToMilliseconds();
    private ReadingTracker? _tracker;
    private long _fedUntil;
    private long _pastWrites;

    public KlineInterval Interval => ring.Interval;

    /// <summary>How often the past was read anew.</summary>
    public int Rebuilds { get; private set; }

    /// <summary>The tracker, caught up; null while no candle is closed.</summary>
    public ReadingTracker? CatchUp()
    {
        if (ring.NewestClosedOpenTime is not { } newest)
            return null;
        if (_tracker is not { } tracker || _pastWrites != ring.PastWrites || !TryFeed(tracker, newest))
            return Rebuild(newest);
        return tracker;
    }

    /// <summary>The candle that follows the newest closed one, if it is running.</summary>
    public bool TryGetOpen(out Kline open)
    {
        open = default;
        return _tracker is not null && ring.PhaseOf(_fedUntil + _length) == CandlePhase.Open && ring.TryGet(_fedUntil + _length, out open);
    }

    private bool TryFeed(ReadingTracker tracker, long newest)
    {
        for (; _fedUntil < newest; _fedUntil += _length)
        {
            if (!ring.TryGetClosed(_fedUntil + _length, out var kline))
                return false;
            tracker.Update(kline);
        }

        return true;
    }

    private ReadingTracker Rebuild(long newest)
    {
        Rebuilds++;
        var tracker = _tracker ??= new ReadingTracker();
        tracker.Reset();
        _pastWrites = ring.PastWrites;
        var first = newest;
        while (ring.PhaseOf(first - _length) == CandlePhase.Closed)
            first -= _length;
        _fedUntil = first - _length;
        TryFeed(tracker, newest);
        return tracker;
    }
}
