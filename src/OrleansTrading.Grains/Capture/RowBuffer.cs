using System.Buffers;
using System.Runtime.CompilerServices;

namespace OrleansTrading.Grains.Capture;

/// <summary>Rows of one kind of one symbol in the order in which they came. Their memory is accounted for. One thread at a time.</summary>
internal sealed class RowBuffer<TRow>(CaptureMemory memory) : IDisposable
    where TRow : struct
{
    private const int Smallest = 16;

    private TRow[] _rows = [];

    public int Count { get; private set; }

    public long Bytes => BytesOf(_rows);

    public Span<TRow> Rows => _rows.AsSpan(0, Count);

    public void Add(in TRow row)
    {
        if (Count == _rows.Length)
            Resize(Math.Max(Smallest, Count * 2));
        _rows[Count++] = row;
    }

    /// <summary>Keeps the first rows only, and gives back the memory of the rest.</summary>
    public void Cut(int count)
    {
        Count = count;
        if (count <= _rows.Length / 2)
            Resize(Math.Max(Smallest, count));
    }

    public void Dispose()
    {
        Count = 0;
        Resize(0);
    }

    private void Resize(int capacity)
    {
        var before = _rows;
        _rows = capacity == 0 ? [] : ArrayPool<TRow>.Shared.Rent(capacity);
        memory.Take(BytesOf(_rows));
        before.AsSpan(0, Count).CopyTo(_rows);
        if (before.Length > 0)
            ArrayPool<TRow>.Shared.Return(before);
        memory.Release(BytesOf(before));
    }

    private static long BytesOf(TRow[] rows) => (long)rows.Length * Unsafe.SizeOf<TRow>();
}
