namespace OrleansTrading.Domain.Books;

/// <summary>
/// One side of a book: parallel arrays of keys and quantities, the worst level first and the best last, so that changes near the top,
/// which most are, move few elements. A key is the price, negated for asks; negation is exact, and prices parsed from the same text are equal.
/// Levels are dropped at the worst end by moving the start, without moving the others.
/// Invariant: every level of the market at <see cref="_horizon"/> or better is here; worse ones are not known and changes of them are passed over.
/// </summary>
internal sealed class BookSide(int bound, bool isBids, bool isWindow)
{
    private const int LeastRoom = 64;
    private const int NearTop = 16;

    private readonly double _sign = isBids ? 1 : -1;
    private readonly int _mostRoom = (2 * bound) + LeastRoom;
    private double[] _keys = [];
    private double[] _quantities = [];
    private double _horizon = double.NegativeInfinity;
    private int _start;
    private int _end;

    public int Count => _end - _start;

    /// <summary>Whether there may be levels beyond the known ones.</summary>
    public bool IsCutOff => _horizon > double.NegativeInfinity;

    public long Bytes => (_keys.Length + _quantities.Length) * sizeof(double);

    /// <summary>To be asked for only when there is one.</summary>
    public BookLevel Best => new(_keys[_end - 1] * _sign, _quantities[_end - 1]);

    public void Clear() => (_start, _end, _horizon) = (0, 0, double.NegativeInfinity);

    /// <summary>Begins anew with these levels, best first.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="isWhole">Whether there are no others.</param>
    public BookDefect Load(ReadOnlySpan<BookLevel> levels, bool isWhole)
    {
        Clear();
        var previous = double.NegativeInfinity;
        for (var i = levels.Length - 1; i >= 0; i--)
        {
            var (price, quantity) = (levels[i].Price, levels[i].Quantity);
            if (!IsPossible(price, quantity) || quantity == 0)
                return BookDefect.BadLevel;
            var key = price * _sign;
            if (key <= previous)
                return BookDefect.Unsorted;
            previous = key;
            if (!TryInsert(_end, key, quantity))
                return BookDefect.Overfull;
        }

        if (!isWhole && Count > 0)
            _horizon = Math.Max(_horizon, _keys[_start]);
        Cut();
        return BookDefect.None;
    }

    /// <summary>Takes changes that belong together.</summary>
    public BookDefect Apply(ReadOnlySpan<BookLevel> changes)
    {
        foreach (ref readonly var change in changes)
        {
            var (price, quantity) = (change.Price, change.Quantity);
            if (!IsPossible(price, quantity))
                return BookDefect.BadLevel;
            var key = price * _sign;
            if (key < _horizon)
                continue;
            var index = Find(key);
            var isKnown = index < _end && _keys[index] == key;
            if (quantity == 0)
            {
                if (isKnown)
                    Remove(index);
            }
            else if (isKnown)
            {
                _quantities[index] = quantity;
            }
            else if (!TryInsert(index, key, quantity))
            {
                return BookDefect.Overfull;
            }
        }

        Cut();
        return BookDefect.None;
    }

    /// <summary>Copies the best levels, best first. Answers how many.</summary>
    public int CopyTo(Span<BookLevel> into)
    {
        var count = Math.Min(Count, into.Length);
        for (var i = 0; i < count; i++)
            into[i] = new BookLevel(_keys[_end - 1 - i] * _sign, _quantities[_end - 1 - i]);
        return count;
    }

    /// <summary>Looks at every level.</summary>
    public BookDefect Verify()
    {
        if (Count > bound)
            return BookDefect.Overfull;
        for (var i = _start; i < _end; i++)
        {
            if (i > _start && _keys[i] <= _keys[i - 1])
                return BookDefect.Unsorted;
            if (!IsPossible(_keys[i] * _sign, _quantities[i]) || _quantities[i] == 0)
                return BookDefect.BadLevel;
        }

        return BookDefect.None;
    }

    private static bool IsPossible(double price, double quantity) =>
        price > 0 & price < double.PositiveInfinity & quantity >= 0 & quantity < double.PositiveInfinity;

    /// <summary>The first level that is not worse. The steps do not branch on what they find, for no predictor knows it.</summary>
    private int Find(double key)
    {
        var keys = _keys.AsSpan(_start, Count);
        var low = 0;
        var length = keys.Length;
        if (length > NearTop && keys[^NearTop] < key)
            (low, length) = (length - NearTop, NearTop);
        while (length > 1)
        {
            var half = length >> 1;
            low = keys[low + half - 1] < key ? low + half : low;
            length -= half;
        }

        if (length == 1 && keys[low] < key)
            low++;
        return _start + low;
    }

    private bool TryInsert(int index, double key, double quantity)
    {
        if (_end == _keys.Length)
        {
            var fromTop = _end - index;
            if (!TryMakeRoom())
                return false;
            index = _end - fromTop;
            // To make room the worst may have been dropped, this one among them.
            if (key < _horizon)
                return true;
        }

        var moved = _end - index;
        Array.Copy(_keys, index, _keys, index + 1, moved);
        Array.Copy(_quantities, index, _quantities, index + 1, moved);
        _keys[index] = key;
        _quantities[index] = quantity;
        _end++;
        return true;
    }

    private void Remove(int index)
    {
        _end--;
        var moved = _end - index;
        Array.Copy(_keys, index + 1, _keys, index, moved);
        Array.Copy(_quantities, index + 1, _quantities, index, moved);
    }

    /// <summary>Moves the levels to the front when half of the room is free there, so that it is seldom done; else takes more room.</summary>
    private bool TryMakeRoom()
    {
        if (Count > _keys.Length / 2 && _keys.Length == _mostRoom)
        {
            if (isWindow)
                return false;
            Cut();
        }

        var (keys, quantities) = (_keys, _quantities);
        if (Count > _keys.Length / 2 || _keys.Length == 0)
        {
            var room = Math.Clamp(_keys.Length * 2, LeastRoom, _mostRoom);
            (_keys, _quantities) = (new double[room], new double[room]);
        }

        Array.Copy(keys, _start, _keys, 0, Count);
        Array.Copy(quantities, _start, _quantities, 0, Count);
        (_start, _end) = (0, Count);
        return true;
    }

    /// <summary>Drops the worst levels beyond the bound. In a window the venue tells of those that come back into it; elsewhere they are unknown from now on.</summary>
    private void Cut()
    {
        if (Count <= bound)
            return;
        _start = _end - bound;
        if (!isWindow)
            _horizon = _keys[_start];
    }
}
