namespace OrleansTrading.Domain.Streams;

/// <summary>
/// Which trades of one instrument have been seen, by their ids, which are contiguous: everything from the first one on has been
/// seen, or is <see cref="Missing"/>, or has been given up.
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

    /// <summary>The highest id seen, or after which it was told to go on; null before either.</summary>
    public long? Newest { get; private set; }

    /// <summary>Ids not seen that lie below <see cref="Newest"/>.</summary>
    public IReadOnlyList<IdRange> Missing => _missing;

    /// <summary>How many ids are missing.</summary>
    public long MissingCount { get; private set; }

    /// <summary>How many ids were given up so far.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Everything up to an id has been dealt with before; what follows it is wanted. To be said before the first id is seen.</summary>
    public void ContinueAfter(long lastId) =>
        Newest = Newest is null ? lastId : throw new InvalidOperationException("Ids have been seen already.");

    /// <summary>An id has come.</summary>
    public TradeOutcome Take(long id)
    {
        if (Newest is not { } newest)
        {
            Newest = id;
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

        GivenUp += before - MissingCount;
        return before - MissingCount;
    }

    /// <summary>Forgets what was seen: the next id is the first. The market has been set back, so its ids mean others than before.</summary>
    public void StartAnew()
    {
        _missing.Clear();
        (Newest, MissingCount) = (null, 0);
    }

    private void Open(IdRange range)
    {
        _missing.Add(range);
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
