namespace OrleansTrading.Domain.Streams;

/// <summary>
/// Which trades of one instrument have been seen, by their ids, which are contiguous: everything from the first one on has been
/// seen, or is <see cref="Missing"/>, or has been given up; and, once it is known what was dealt with before, everything after that.
/// Invariants: missing ranges are disjoint, not adjacent, ascending, lie below <see cref="Newest"/>, and are bounded in number and in
/// ids. Beyond the bounds the oldest are given up. An id is new at most once, whatever order ids come in.
/// </summary>
/// <param name="mostMissing">Ids that are held as missing at most.</param>
public sealed class TradeLedger(long mostMissing)
{
    /// <summary>Ranges that are held at most.</summary>
    public const int MostRanges = 4096;

    // Ascending; few, and mostly changed at their end.
    private readonly List<IdRange> _missing = [];

    /// <summary>The id that was seen first; null before it.</summary>
    private long? _first;
    private bool _goesOn;
    private IdRange? _givenUp;

    /// <summary>The highest id seen, or dealt with before here; null before either.</summary>
    public long? Newest { get; private set; }

    /// <summary>Up to which id all were dealt with elsewhere, as long as there is no <see cref="Newest"/>; null otherwise.</summary>
    public long? After { get; private set; }

    /// <summary>Ids not seen that lie below <see cref="Newest"/>.</summary>
    public IReadOnlyList<IdRange> Missing => _missing;

    /// <summary>How many ids are missing.</summary>
    public long MissingCount { get; private set; }

    /// <summary>How many ids were given up so far.</summary>
    public long GivenUp { get; private set; }

    /// <summary>
    /// It has turned out what was dealt with before: everything up to an id, wherever, and some ranges here. What else lies below the first id that was
    /// seen is wanted, and nothing of that is. Before this is said nothing below the first id seen is missing, so nothing is given up of which it is not
    /// known whether it was dealt with. To be said once at most. An id up to the one given that comes all the same, as a stream may be behind, is as new
    /// here as it was, unless the ranges reach as far.
    /// </summary>
    /// <param name="lastId">Up to which id all were dealt with.</param>
    /// <param name="had">What else was; ascending, disjoint, also below that id or among what was seen.</param>
    public void GoOnAfter(long lastId, IReadOnlyList<IdRange> had)
    {
        _goesOn = _goesOn ? throw new InvalidOperationException("It is known already what was dealt with before.") : true;
        Drop(new IdRange(long.MinValue, lastId));
        foreach (var range in had)
            Drop(range);
        if (Newest is null && had is [.., var newest] && newest.To >= lastId)
            Newest = newest.To;
        else if (Newest is null)
            After = lastId;
        if (Newest is not null)
            OpenBetween(lastId + 1, _first is { } first ? first - 1 : Newest.Value, had);
    }

    /// <summary>An id has come.</summary>
    public TradeOutcome Take(long id)
    {
        if (Newest is not { } newest)
        {
            (Newest, _first) = (id, id);
            if (After is { } after && id > after + 1)
                Open(new IdRange(after + 1, id - 1));
            After = null;
        }
        else if (id > newest)
        {
            Newest = id;
            if (id > newest + 1)
                Open(new IdRange(newest + 1, id - 1));
        }
        else if (!TryClose(id))
        {
            return TradeOutcome.Known;
        }

        return TradeOutcome.New;
    }

    /// <summary>What is missing of a range is not to be had: it is not wanted any more.</summary>
    /// <returns>How many ids that were.</returns>
    public long GiveUp(IdRange range)
    {
        var dropped = Drop(range);
        GivenUp += dropped;
        if (dropped > 0)
            _givenUp = _givenUp is { } before ? new IdRange(Math.Min(before.From, range.From), Math.Max(before.To, range.To)) : range;
        return dropped;
    }

    /// <summary>From the lowest to the highest id that was given up since the last call; null when none was.</summary>
    public IdRange? TakeGivenUp()
    {
        var taken = _givenUp;
        _givenUp = null;
        return taken;
    }

    /// <summary>Forgets what was seen: the next id is the first. The market has been set back, so its ids mean others than before.</summary>
    public void StartAnew()
    {
        _missing.Clear();
        (Newest, _first, After, MissingCount) = (null, null, null, 0);
    }

    private long Drop(IdRange range)
    {
        var before = MissingCount;
        for (var index = IndexOf(range.From); index < _missing.Count && _missing[index].From <= range.To;)
        {
            var (from, to) = (_missing[index].From, _missing[index].To);
            _missing.RemoveAt(index);
            if (from < range.From)
                _missing.Insert(index++, new IdRange(from, range.From - 1));
            if (to > range.To)
                _missing.Insert(index++, new IdRange(range.To + 1, to));
            MissingCount -= Math.Min(to, range.To) - Math.Max(from, range.From) + 1;
        }

        return before - MissingCount;
    }

    private void OpenBetween(long from, long to, IReadOnlyList<IdRange> had)
    {
        foreach (var range in had)
        {
            if (range.From > to)
                break;
            if (range.From > from)
                Open(new IdRange(from, range.From - 1));
            from = Math.Max(from, range.To + 1);
        }

        if (from <= to)
            Open(new IdRange(from, to));
    }

    private void Open(IdRange range)
    {
        _missing.Insert(IndexOf(range.From), range);
        MissingCount += range.Count;
        while (MissingCount > mostMissing)
            GiveUp(new IdRange(_missing[0].From, Math.Min(_missing[0].To, _missing[0].From + (MissingCount - mostMissing) - 1)));
        if (_missing.Count > MostRanges)
            GiveUp(_missing[0]);
    }

    private bool TryClose(long id)
    {
        var index = IndexOf(id);
        if (index == _missing.Count || _missing[index].From > id)
            return false;
        var (from, to) = (_missing[index].From, _missing[index].To);
        if (from == to)
            _missing.RemoveAt(index);
        else if (id == from)
            _missing[index] = new IdRange(id + 1, to);
        else
            _missing[index] = new IdRange(from, id - 1);
        if (id > from && id < to)
            _missing.Insert(index + 1, new IdRange(id + 1, to));
        MissingCount--;
        return true;
    }

    /// <summary>The first range that ends at or after an id.</summary>
    private int IndexOf(long id)
    {
        var (low, high) = (0, _missing.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_missing[middle].To < id)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
