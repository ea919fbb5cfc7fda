namespace OrleansTrading.Domain.Candles;

public sealed partial class CandleRing
{
    /// <summary>Bytes of the arrays that hold the candles.</summary>
    public long Bytes => (_values.Length * sizeof(double)) + (_trades.Length * sizeof(int)) + _states.Length;

    /// <summary>Open time of the oldest slot of the window; null while nothing has come.</summary>
    public long? WindowStart => _head == Nothing ? null : (_head - Capacity + 1) * _length;

    /// <summary>Open time of the newest candle present; null when there is none.</summary>
    public long? Newest => Search(_head, step: -1, CandlePhase.Open);

    /// <summary>Open time of the oldest candle present; null when there is none.</summary>
    public long? Oldest => Search(_head - Capacity + 1, step: 1, CandlePhase.Open);

    /// <summary>Open time of the newest closed candle; null when there is none.</summary>
    public long? NewestClosedOpenTime => Search(_head, step: -1, CandlePhase.Closed);

    /// <summary>The phase of the candle that opens at <paramref name="openTime"/>.</summary>
    public CandlePhase PhaseOf(long openTime) => TryFindSlot(openTime, out var slot) ? PhaseAt(slot) : CandlePhase.Absent;

    /// <summary>The candle that opens at <paramref name="openTime"/>, in whatever phase.</summary>
    public bool TryGet(long openTime, out Kline kline)
    {
        if (TryFindSlot(openTime, out var slot) && PhaseAt(slot) != CandlePhase.Absent)
        {
            kline = Read(slot, openTime);
            return true;
        }

        kline = default;
        return false;
    }

    /// <summary>The candle that opens at <paramref name="openTime"/>, if it is closed.</summary>
    public bool TryGetClosed(long openTime, out Kline kline) => TryGet(openTime, out kline) && kline.Closed;

    /// <summary>The newest candle present.</summary>
    public bool TryGetNewest(out Kline kline)
    {
        kline = default;
        return Newest is { } openTime && TryGet(openTime, out kline);
    }

    /// <summary>Copies the newest candles present, oldest first; returns how many there were room for.</summary>
    public int CopyLatest(Span<Kline> destination)
    {
        if (Count == 0 || destination.IsEmpty)
            return 0;
        var wanted = Math.Min(Count, destination.Length);
        var index = _head + 1;
        for (var found = 0; found < wanted;)
        {
            if (PhaseAt(SlotOf(--index)) != CandlePhase.Absent)
                found++;
        }

        for (var copied = 0; copied < wanted; index++)
        {
            var slot = SlotOf(index);
            if (PhaseAt(slot) != CandlePhase.Absent)
                destination[copied++] = Read(slot, index * _length);
        }

        return wanted;
    }

    /// <summary>The first <paramref name="limit"/> candles with <c>from &lt;= open time &lt;= to</c>, oldest first.</summary>
    public Kline[] ToArray(long from = long.MinValue, long to = long.MaxValue, int limit = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (Count == 0)
            return [];
        var result = new List<Kline>(Math.Min(limit, Count));
        for (var index = _head - Capacity + 1; index <= _head && result.Count < limit; index++)
        {
            var openTime = index * _length;
            if (openTime >= from && openTime <= to && PhaseAt(SlotOf(index)) != CandlePhase.Absent)
                result.Add(Read(SlotOf(index), openTime));
        }

        return [.. result];
    }

    /// <summary>
    /// The runs of candles with <c>from &lt;= open time &lt;= to</c> that are not closed, oldest first.
    /// Times before the window are not looked at; times after it are missing.
    /// </summary>
    public IReadOnlyList<KlineRange> MissingRanges(long from, long to)
    {
        var missing = new KlineRangeBuilder(_length);
        var first = Interval.OpenTimeOf(Math.Max(from, WindowStart ?? from) + _length - 1);
        var last = Interval.OpenTimeOf(to);
        var known = _head == Nothing ? first - _length : Math.Min(last, _head * _length);
        for (var openTime = first; openTime <= known; openTime += _length)
        {
            if (PhaseOf(openTime) != CandlePhase.Closed)
                missing.Add(openTime, openTime);
        }

        missing.Add(Math.Max(known + _length, first), last);
        return missing.Ranges;
    }

    private CandlePhase PhaseAt(int slot) => (CandlePhase)(_states[slot] & PhaseMask);

    private bool TryFindSlot(long openTime, out int slot)
    {
        var index = openTime / _length;
        var inside = _head != Nothing && index <= _head && index > _head - Capacity && index * _length == openTime;
        slot = inside ? SlotOf(index) : 0;
        return inside;
    }

    private long? Search(long index, int step, CandlePhase atLeast)
    {
        if (Count == 0)
            return null;
        for (var looked = 0; looked < Capacity; looked++, index += step)
        {
            if (PhaseAt(SlotOf(index)) >= atLeast)
                return index * _length;
        }

        return null;
    }
}
