namespace OrleansTrading.Simulator.Market;

/// <summary>The trades of one bucket of a symbol, in the order of their times. Filled again and again by one owner.</summary>
internal sealed class TradeBlock
{
    private Trade[] _trades = new Trade[256];

    public int Count { get; private set; }

    public ReadOnlySpan<Trade> Trades => _trades.AsSpan(0, Count);

    public ref readonly Trade this[int index] => ref _trades[index];

    /// <summary>Makes room for exactly <paramref name="count"/> trades and returns them for filling.</summary>
    public Span<Trade> Resize(int count)
    {
        if (_trades.Length < count)
        {
            _trades = new Trade[Math.Max(count, _trades.Length * 2)];
        }

        Count = count;
        return _trades.AsSpan(0, count);
    }

    /// <summary>How many of the trades happened at or before <paramref name="time"/>.</summary>
    public int CountUntil(long time)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_trades[middle].Time <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
