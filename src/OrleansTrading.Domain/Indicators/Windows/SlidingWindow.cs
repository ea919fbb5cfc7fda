namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>
/// The aggregate of the newest inputs. Inputs come in blocks as long as the window; a window is the end of one block and the
/// beginning of the next. Ends are joined once a block is full, beginnings grow with each input, so that an input costs three joins
/// on average, and nothing is ever taken away again: no error is carried from what has left the window, and extremes slide as sums do.
/// <para>Invariant: slots below <c>_recentCount</c> hold inputs of the new block, the others the aggregate of the old block from there on.</para>
/// </summary>
internal struct SlidingWindow<T>
    where T : struct, IAggregate<T>
{
    private readonly T[] _slots;
    private T _recent;
    private int _recentCount;
    private bool _hasOlder;

    public SlidingWindow(int length, int minimum = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, minimum);
        _slots = new T[length];
    }

    public readonly int Length => _slots.Length;

    /// <summary>Adds an input if <paramref name="commit"/>; false while the window is not full with it.</summary>
    public bool Next(in T input, bool commit, out T aggregate)
    {
        var count = _recentCount + 1;
        var recent = count == 1 ? input : T.Join(_recent, _recentCount, input, 1);
        var older = _hasOlder ? _slots.Length - count : 0;
        aggregate = older == 0 ? recent : T.Join(_slots[count], older, recent, count);
        var full = _hasOlder || count == _slots.Length;
        if (commit)
        {
            _slots[_recentCount] = input;
            _recent = recent;
            _recentCount = count;
            if (count == _slots.Length)
                StartBlock();
        }

        return full;
    }

    public void Clear()
    {
        _recentCount = 0;
        _hasOlder = false;
    }

    private void StartBlock()
    {
        for (var i = _slots.Length - 2; i >= 0; i--)
            _slots[i] = T.Join(_slots[i], 1, _slots[i + 1], _slots.Length - 1 - i);
        _recentCount = 0;
        _hasOlder = true;
    }
}
