namespace OrleansTrading.Domain.Candles;

/// <summary>
/// All candles of one instrument: a ring for each interval. The stream brings the shortest interval, the base; longer candles are
/// summed from shorter ones, and equal the venue's own to the last digit once closed. History from REST or the store goes straight
/// into the ring of its interval. One thread at a time.
/// </summary>
public sealed class CandleBook
{
    private readonly CandleRing[] _rings;
    private readonly RollUp[] _rollUps;

    /// <param name="intervals">Ascending; every one a multiple of the first, the base.</param>
    /// <param name="capacity">Candles in each ring.</param>
    /// <exception cref="ArgumentException">The intervals are none, unordered, or not multiples of the base.</exception>
    public CandleBook(IReadOnlyList<KlineInterval> intervals, int capacity = CandleRing.DefaultCapacity)
    {
        if (intervals.Count == 0)
            throw new ArgumentException("Expected at least one interval.", nameof(intervals));
        for (var i = 1; i < intervals.Count; i++)
        {
            if (intervals[i] <= intervals[i - 1] || intervals[i].ToMilliseconds() % intervals[0].ToMilliseconds() != 0)
            {
                throw new ArgumentException(
                    $"Expected ascending multiples of {intervals[0].ToCode()}, found {intervals[i].ToCode()} after {intervals[i - 1].ToCode()}.",
                    nameof(intervals));
            }
        }

        Intervals = [.. intervals];
        _rings = [.. intervals.Select(interval => new CandleRing(interval, capacity))];
        _rollUps = [.. Enumerable.Range(1, _rings.Length - 1).Select(i => new RollUp(_rings[i], _rings[..i]))];
    }

    /// <summary>Shortest first.</summary>
    public IReadOnlyList<KlineInterval> Intervals { get; }

    public KlineInterval BaseInterval => Intervals[0];

    public CandleRing Base => _rings[0];

    /// <summary>Bytes of the arrays that hold the candles.</summary>
    public long Bytes => _rings.Sum(ring => ring.Bytes);

    /// <exception cref="ArgumentException">The book does not keep that interval.</exception>
    public CandleRing Ring(KlineInterval interval) => TryGetRing(interval)
        ?? throw new ArgumentException($"Expected one of {string.Join(", ", Intervals.Select(known => known.ToCode()))}, not {interval.ToCode()}.", nameof(interval));

    /// <summary>The ring of an interval; null when the book does not keep it.</summary>
    public CandleRing? TryGetRing(KlineInterval interval)
    {
        foreach (var ring in _rings)
        {
            if (ring.Interval == interval)
                return ring;
        }

        return null;
    }

    /// <summary>A candle of the base interval has come on the stream.</summary>
    /// <param name="baseKline">The candle.</param>
    /// <param name="changes">Gets every candle of any interval that has just closed; the caller empties and reuses it. Nothing else is allocated.</param>
    /// <returns>What became of the base candle.</returns>
    public RingChange ApplyStream(in Kline baseKline, List<CandleChange>? changes = null)
    {
        var newestBefore = Base.Newest;
        var change = Base.Apply(baseKline, KlineSource.Stream);
        if (change is not (RingChange.Added or RingChange.Updated or RingChange.Closed))
            return change;
        if (change == RingChange.Closed)
            changes?.Add(new CandleChange(BaseInterval, baseKline, change));
        foreach (var rollUp in _rollUps)
        {
            // A close that comes late may belong to a longer candle that is over as well.
            if (baseKline.OpenTime < newestBefore && rollUp.OpenTimeOf(baseKline.OpenTime) is var past && past < rollUp.OpenTimeOf(newestBefore.Value))
                rollUp.SumPast(past, repaired: false, changes);
            rollUp.Refresh(changes);
        }

        return change;
    }

    /// <summary>
    /// Takes candles from REST, the store or a repair into the ring of their interval, and sums longer ones anew where they complete them.
    /// Of several intervals the longest goes in first: what is there need not be summed.
    /// </summary>
    /// <param name="interval">Their interval.</param>
    /// <param name="klines">Ascending by open time. Candles of a shorter interval than the newest ring's window serve to complete open longer ones.</param>
    /// <param name="source">Not <see cref="KlineSource.Stream"/>.</param>
    /// <param name="changes">Gets every candle that has just closed or was repaired, except those that come from the store.</param>
    /// <returns>How many of the candles changed their ring.</returns>
    /// <exception cref="ArgumentException">The book does not keep that interval.</exception>
    public int ApplyHistory(KlineInterval interval, ReadOnlySpan<Kline> klines, KlineSource source, List<CandleChange>? changes = null)
    {
        var ring = Ring(interval);
        var taken = 0;
        KlineRange? repaired = null;
        foreach (ref readonly var kline in klines)
        {
            var change = ring.Apply(kline, source);
            if (change is RingChange.Added or RingChange.Updated or RingChange.Closed or RingChange.Repaired)
                taken++;
            if (change == RingChange.Repaired)
                repaired = new KlineRange(repaired?.From ?? kline.OpenTime, kline.OpenTime);
            if (change is RingChange.Closed or RingChange.Repaired && source != KlineSource.Store)
                changes?.Add(new CandleChange(interval, Marked(kline, change), change));
        }

        foreach (var rollUp in _rollUps)
        {
            if (rollUp.Interval > interval && rollUp.Interval.ToMilliseconds() % interval.ToMilliseconds() == 0)
                rollUp.TakeHistory(interval, klines, repaired, changes);
            rollUp.Refresh(changes);
        }

        return taken;
    }

    /// <summary>A closed candle that was given other values says so from then on.</summary>
    internal static Kline Marked(in Kline kline, RingChange change) => change == RingChange.Repaired ? kline with { Repaired = true } : kline;

    /// <summary>Sums every open longer candle from the rings as they stand, for use after history went in. Cheap when nothing is missing.</summary>
    public void Reseed(List<CandleChange>? changes = null)
    {
        foreach (var rollUp in _rollUps)
            rollUp.Refresh(changes);
    }

    /// <summary>
    /// The running candle of an interval that the book does not keep, summed from what it does; null when that does not cover it.
    /// </summary>
    public Kline? RunningCandle(KlineInterval interval)
    {
        CandleRing[] parts = [.. _rings.Where(ring => ring.Interval < interval && interval.ToMilliseconds() % ring.Interval.ToMilliseconds() == 0)];
        if (parts.Length == 0 || parts[0] != Base)
            return null;
        var sum = new CandleRing(interval, capacity: 2);
        new RollUp(sum, parts).Refresh(changes: null);
        return sum.TryGetNewest(out var running) ? running : null;
    }

    /// <summary>
    /// What REST has to bring so that the ring of <paramref name="interval"/> holds every closed candle of its window: candles that are
    /// absent, and those that have ended without a final value. Oldest first.
    /// </summary>
    /// <param name="interval">An interval of the book.</param>
    /// <param name="venueNow">The venue's time, Unix milliseconds; candles that end after it are not missed.</param>
    /// <param name="listedSince">When trading began, Unix milliseconds; nothing before it is missed.</param>
    public IReadOnlyList<KlineRange> MissingClosed(KlineInterval interval, long venueNow, long? listedSince = null)
    {
        var ring = Ring(interval);
        var length = interval.ToMilliseconds();
        var current = interval.OpenTimeOf(venueNow);
        var from = current - ((ring.Capacity - 1) * length);
        if (listedSince is { } listed)
            from = Math.Max(from, interval.OpenTimeOf(listed));
        return ring.MissingRanges(from, current - length);
    }

    /// <summary>
    /// The closed base candles that the open longer candles lack. Usually empty once nothing is missing from the rings; not where a ring
    /// is shorter than the open candle of the next interval. <see cref="ApplyHistory"/> takes them although they lie before the ring's window.
    /// </summary>
    public KlineRange? MissingCover()
    {
        KlineRange? all = null;
        foreach (var rollUp in _rollUps)
        {
            if (rollUp.MissingCover() is { } lacks)
                all = all is { } known ? new KlineRange(Math.Min(known.From, lacks.From), Math.Max(known.To, lacks.To)) : lacks;
        }

        return all;
    }
}
