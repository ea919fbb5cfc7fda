using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Which trade ids are recorded, as ranges: one where nothing is missing. Of very many ranges the oldest are taken for one, so that ids
/// with gaps in them by nature cost no more memory than that.
/// </summary>
internal sealed class RecordedTrades
{
    private const int MostRanges = 4096;

    /// <summary>In order, with at least one id missing between any two.</summary>
    private readonly List<TradeRange> _ranges = [];

    /// <summary>The end of the first range: what is recorded without a gap. Null when nothing is.</summary>
    public long? Contiguous => _ranges.Count == 0 ? null : _ranges[0].To;

    public IReadOnlyList<TradeRange> Ranges => _ranges;

    /// <summary>Adds an id; false when it is there already.</summary>
    public bool Add(long id)
    {
        if (_ranges.Count > 0 && _ranges[^1] is var newest && id == newest.To + 1)
        {
            _ranges[^1] = newest with { To = id };
            return true;
        }

        if (Contains(id))
            return false;
        Add(id, id);
        return true;
    }

    /// <summary>Adds every id from one to another, some of which may be there already.</summary>
    public void Add(long from, long to)
    {
        var first = FirstThat(range => range.To >= from - 1);
        var end = first;
        while (end < _ranges.Count && _ranges[end].From <= to + 1)
        {
            (from, to) = (Math.Min(from, _ranges[end].From), Math.Max(to, _ranges[end].To));
            end++;
        }

        _ranges.RemoveRange(first, end - first);
        _ranges.Insert(first, new TradeRange(from, to));
        if (_ranges.Count > MostRanges)
        {
            _ranges[1] = new TradeRange(_ranges[0].From, _ranges[1].To);
            _ranges.RemoveAt(0);
        }
    }

    /// <summary>Takes away every id from one to another; those that are not there do no harm.</summary>
    public void Remove(long from, long to)
    {
        var first = FirstThat(range => range.To >= from);
        var end = first;
        var left = new List<TradeRange>(2);
        for (; end < _ranges.Count && _ranges[end].From <= to; end++)
        {
            if (_ranges[end].From < from)
                left.Add(_ranges[end] with { To = from - 1 });
            if (_ranges[end].To > to)
                left.Add(_ranges[end] with { From = to + 1 });
        }

        _ranges.RemoveRange(first, end - first);
        _ranges.InsertRange(first, left);
    }

    /// <summary>The last id after this one up to which all are recorded; this one where the next is missing.</summary>
    public long ReachOf(long id)
    {
        var at = FirstThat(range => range.To > id);
        return at < _ranges.Count && _ranges[at].From <= id + 1 ? _ranges[at].To : id;
    }

    /// <summary>What is not recorded from one id to another, both included.</summary>
    public IReadOnlyList<IdRange> GapsIn(long from, long to)
    {
        var gaps = new List<IdRange>();
        for (var at = FirstThat(range => range.To >= from); from <= to; at++)
        {
            var next = at < _ranges.Count ? _ranges[at] : new TradeRange(long.MaxValue, long.MaxValue);
            if (next.From > from)
                gaps.Add(new IdRange(from, Math.Min(to, next.From - 1)));
            if (next.To >= to)
                break;
            from = next.To + 1;
        }

        return gaps;
    }

    public bool Contains(long id)
    {
        var at = FirstThat(range => range.To >= id);
        return at < _ranges.Count && _ranges[at].From <= id;
    }

    /// <summary>Index of the first range of which something holds that holds of all later ones too; their number when of none.</summary>
    private int FirstThat(Predicate<TradeRange> holds)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(_ranges[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
