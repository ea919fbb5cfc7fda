namespace OrleansTrading.Domain.Books;

/// <summary>
/// Diffs that wait for their snapshot, bounded by the number of their levels. Invariant: each continues the one before it; where the
/// chain breaks, what came before the break is forgotten, for no snapshot could be carried on across it.
/// </summary>
internal sealed class DiffBuffer(int mostLevels)
{
    private const int InitialLevels = 256;

    private readonly List<Entry> _entries = [];
    private BookLevel[] _levels = [];
    private int _count;

    public int Count => _entries.Count;

    public long FinalIdOf(int index) => _entries[index].FinalId;

    public long PreviousFinalIdOf(int index) => _entries[index].PreviousFinalId;

    public BookDiff this[int index]
    {
        get
        {
            var entry = _entries[index];
            return new BookDiff(
                entry.FinalId, entry.PreviousFinalId, entry.EventTime,
                _levels.AsSpan(entry.From, entry.Bids), _levels.AsSpan(entry.From + entry.Bids, entry.Asks));
        }
    }

    public void Add(in BookDiff diff)
    {
        if (Count > 0)
        {
            var last = _entries[^1].FinalId;
            if (diff.FinalId <= last)
                return;
            if (diff.PreviousFinalId != last)
                Forget();
        }

        var length = diff.Bids.Length + diff.Asks.Length;
        if (_count + length > mostLevels)
            Forget();
        if (length > mostLevels)
            return;
        if (_count + length > _levels.Length)
            Array.Resize(ref _levels, Math.Min(mostLevels, Math.Max(InitialLevels, (_count + length) * 2)));
        diff.Bids.CopyTo(_levels.AsSpan(_count));
        diff.Asks.CopyTo(_levels.AsSpan(_count + diff.Bids.Length));
        _entries.Add(new Entry(diff.FinalId, diff.PreviousFinalId, diff.EventTime, _count, diff.Bids.Length, diff.Asks.Length));
        _count += length;
    }

    /// <summary>Forgets all and gives the memory back: a book in step needs none.</summary>
    public void Release()
    {
        Forget();
        _entries.Capacity = 0;
        _levels = [];
    }

    private void Forget()
    {
        _entries.Clear();
        _count = 0;
    }

    private readonly record struct Entry(long FinalId, long PreviousFinalId, long EventTime, int From, int Bids, int Asks);
}
