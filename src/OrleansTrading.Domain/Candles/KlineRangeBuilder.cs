namespace OrleansTrading.Domain.Candles;

/// <summary>Collects ranges in ascending order and joins those that touch.</summary>
internal sealed class KlineRangeBuilder(long length)
{
    private readonly List<KlineRange> _ranges = [];

    public IReadOnlyList<KlineRange> Ranges => _ranges;

    /// <summary>Adds a range that begins after all those added; an empty one changes nothing.</summary>
    public void Add(long from, long to)
    {
        if (from > to)
            return;
        if (_ranges.Count > 0 && _ranges[^1].To + length == from)
            _ranges[^1] = _ranges[^1] with { To = to };
        else
            _ranges.Add(new KlineRange(from, to));
    }
}
