using System.Runtime.CompilerServices;

namespace OrleansTrading.Parquet.Captures;

/// <summary>A column of rows that are being collected. Cleared, it keeps its memory.</summary>
internal sealed class Growing<T> : IGrowing
    where T : unmanaged
{
    private const int Least = 64;

    private T[] _items = [];

    public int Count { get; private set; }

    public ReadOnlyMemory<T> Memory => _items.AsMemory(0, Count);

    public long HeldBytes => (long)_items.Length * Unsafe.SizeOf<T>();

    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Math.Max(Least, _items.Length * 2));
        _items[Count++] = item;
    }

    public void Add(ReadOnlySpan<T> items)
    {
        if (_items.Length - Count < items.Length)
            Array.Resize(ref _items, Math.Max(Count + items.Length, _items.Length * 2));
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    public void Reorder(ReadOnlySpan<int> places)
    {
        var before = _items;
        _items = new T[before.Length];
        for (var i = 0; i < places.Length; i++)
            _items[i] = before[places[i]];
    }

    public void Clear() => Count = 0;

    public void Release()
    {
        Count = 0;
        _items = [];
    }
}
