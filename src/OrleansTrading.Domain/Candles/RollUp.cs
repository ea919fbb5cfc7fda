namespace OrleansTrading.Domain.Candles;

/// <summary>
/// Keeps one ring above the base by summing the rings below it.
/// Invariants: the ring gets a closed candle from here only when closed candles of the rings below cover all of it;
/// its open candle is present only when they cover it up to the newest base candle.
/// </summary>
internal sealed class RollUp(CandleRing ring, IReadOnlyList<CandleRing> below)
{
    private readonly long _length = ring.Interval.ToMilliseconds();
    private readonly long[] _partLengths = [.. below.Select(part => part.Interval.ToMilliseconds())];
    private KlineSum _sum = KlineSum.StartAt(long.MinValue);

    public KlineInterval Interval => ring.Interval;

    private CandleRing Base => below[0];

    /// <summary>
    /// What the open candle lacks, as candles of the base interval; null when it lacks nothing or is closed.
    /// </summary>
    public KlineRange? MissingCover()
    {
        if (Base.Newest is not { } newest || ring.Interval.OpenTimeOf(newest) != _sum.OpenTime
            || ring.PhaseOf(_sum.OpenTime) == CandlePhase.Closed || _sum.Next >= newest)
        {
            return null;
        }

        return new KlineRange(_sum.Next, newest - _partLengths[0]);
    }

    /// <summary>Brings the newest candle up to date with the rings below.</summary>
    public void Refresh(List<CandleChange>? changes)
    {
        if (Base.Newest is not { } newest)
            return;
        var openTime = ring.Interval.OpenTimeOf(newest);
        if (_sum.OpenTime != openTime)
            _sum = KlineSum.StartAt(openTime);
        ring.Advance(openTime);
        if (ring.PhaseOf(openTime) == CandlePhase.Closed)
            return;
        Extend(ref _sum);
        if (_sum.Next == openTime + _length)
            Close(_sum, changes);
        else if (_sum.Next == newest && Base.TryGet(newest, out var running))
            ring.Apply(_sum.With(running), KlineSource.RollUp);
        else if (_sum.Next > newest)
            ring.Apply(_sum.Total, KlineSource.RollUp);
        else
            ring.DropOpen(openTime);
    }

    /// <summary>
    /// History of a shorter interval has gone into its ring. Sums the candles that it completes; parts that lie before their ring's
    /// window still serve the open candle here.
    /// </summary>
    public void TakeHistory(KlineInterval interval, ReadOnlySpan<Kline> parts, KlineRange? repaired, List<CandleChange>? changes)
    {
        var repairedFrom = repaired is { } range ? OpenTimeOf(range.From) : long.MaxValue;
        var done = long.MinValue;
        foreach (ref readonly var part in parts)
        {
            var openTime = OpenTimeOf(part.OpenTime);
            if (!part.Closed || openTime == done)
                continue;
            done = openTime;
            SumPast(openTime, openTime >= repairedFrom, changes);
        }

        if (repaired?.To >= _sum.OpenTime)
            Restart();
        Refresh(changes);
        Feed(parts, interval);
    }

    /// <summary>A part of the candle at <paramref name="openTime"/> has become closed, or was repaired, out of order.</summary>
    public void SumPast(long openTime, bool repaired, List<CandleChange>? changes)
    {
        if (openTime < ring.WindowStart || (ring.PhaseOf(openTime) == CandlePhase.Closed && !repaired))
            return;
        var sum = KlineSum.StartAt(openTime);
        Extend(ref sum);
        if (sum.Next == openTime + _length)
            Close(sum, changes);
    }

    public long OpenTimeOf(long time) => ring.Interval.OpenTimeOf(time);

    private void Feed(ReadOnlySpan<Kline> parts, KlineInterval interval)
    {
        var partLength = interval.ToMilliseconds();
        foreach (ref readonly var part in parts)
        {
            var needed = part.Closed && part.OpenTime == _sum.Next && part.OpenTime + partLength <= _sum.OpenTime + _length;
            if (needed && part.Defect(interval) is null && _sum.TryAdd(part, partLength))
                Extend(ref _sum);
        }
    }

    private void Restart()
    {
        ring.DropOpen(_sum.OpenTime);
        _sum = KlineSum.StartAt(_sum.OpenTime);
    }

    /// <remarks>Takes the longest closed part that fits at each step: few steps when a ring is warm, the base part in the running market.</remarks>
    private void Extend(ref KlineSum sum)
    {
        var end = sum.OpenTime + _length;
        for (var found = true; found && sum.Next < end;)
        {
            found = false;
            for (var i = below.Count - 1; i >= 0 && !found; i--)
            {
                found = sum.Next + _partLengths[i] <= end
                    && below[i].TryGetClosed(sum.Next, out var part)
                    && sum.TryAdd(part, _partLengths[i]);
            }
        }
    }

    private void Close(in KlineSum sum, List<CandleChange>? changes)
    {
        var kline = sum.Total with { Closed = true };
        var change = ring.Apply(kline, KlineSource.RollUp);
        if (change is RingChange.Closed or RingChange.Repaired)
            changes?.Add(new CandleChange(ring.Interval, CandleBook.Marked(kline, change), change));
    }
}
