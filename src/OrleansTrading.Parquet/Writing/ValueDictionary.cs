using System.Buffers;
using System.Runtime.InteropServices;

namespace OrleansTrading.Parquet.Writing;

/// <summary>The different values of a column chunk in order of appearance, and for each row the place of its value. Kept for the next chunk.</summary>
internal sealed class ValueDictionary<T> : IDisposable
    where T : notnull
{
    // Whether a dictionary can pay is guessed from so many values first.
    private const int Glance = 8_192;

    private readonly Dictionary<T, int> _places = [];
    private readonly List<T> _entries = [];
    private int[] _indexes = [];
    private int _count;

    public ReadOnlySpan<T> Entries => CollectionsMarshal.AsSpan(_entries);

    public ReadOnlySpan<int> Indexes => _indexes.AsSpan(0, _count);

    /// <summary>False when there are too many different values; then it holds nothing.</summary>
    public bool TryBuild(ReadOnlySpan<T> values, int mostEntries)
    {
        Clear();
        Reserve(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, values[i], out var known);
            if (!known)
            {
                place = _entries.Count;
                _entries.Add(values[i]);
            }

            _indexes[i] = place;
            if (_entries.Count > mostEntries || (i == Glance && _entries.Count > Glance * 3 / 4))
            {
                Clear();
                return false;
            }
        }

        _count = values.Length;
        return true;
    }

    public void Clear()
    {
        _places.Clear();
        _entries.Clear();
        _count = 0;
    }

    public void Dispose()
    {
        if (_indexes.Length > 0)
            ArrayPool<int>.Shared.Return(_indexes);
        _indexes = [];
        Clear();
    }

    private void Reserve(int count)
    {
        if (_indexes.Length >= count)
            return;
        if (_indexes.Length > 0)
            ArrayPool<int>.Shared.Return(_indexes);
        _indexes = ArrayPool<int>.Shared.Rent(count);
    }
}
