using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Writing;

/// <summary>Whole numbers of both widths and doubles; doubles are handled as their bits.</summary>
internal sealed class NumberEncoder(PhysicalType type, bool byteStreamSplit) : ColumnEncoder
{
    private readonly ValueDictionary<long> _dictionary = new();
    private ParquetValues? _values;
    private long[] _widened = [];

    public override IReadOnlyList<Encoding> Candidates { get; } = type != PhysicalType.Double ? [Encoding.DeltaBinaryPacked, Encoding.Plain]
        : byteStreamSplit ? [Encoding.Plain, Encoding.ByteStreamSplit]
        : [Encoding.Plain];

    public override int DictionaryEntries => _dictionary.Entries.Length;

    protected override ReadOnlySpan<int> DictionaryIndexes => _dictionary.Indexes;

    private ReadOnlySpan<long> Bits => type switch
    {
        PhysicalType.Int32 => _widened.AsSpan(0, _values!.Count),
        PhysicalType.Double => MemoryMarshal.Cast<double, long>(((ParquetValues<double>)_values!).Span),
        _ => ((ParquetValues<long>)_values!).Span,
    };

    public override void Load(ParquetValues values)
    {
        _values = values;
        _dictionary.Clear();
        if (type == PhysicalType.Int32)
            Widen(((ParquetValues<int>)values).Span);
    }

    public override bool TryBuildDictionary(int mostEntries) => _dictionary.TryBuild(Bits, mostEntries);

    public override void EncodeDictionary(ByteBuffer output) => Plain(_dictionary.Entries, output);

    public override ChunkStatistics Statistics() =>
        _values!.Count == 0 ? ChunkStatistics.None : type == PhysicalType.Double ? OfDoubles() : OfWholes();

    public override void Dispose()
    {
        _dictionary.Dispose();
        if (_widened.Length > 0)
            ArrayPool<long>.Shared.Return(_widened);
        _widened = [];
    }

    protected override void EncodeValues(Encoding encoding, int from, int count, ByteBuffer output)
    {
        var bits = Bits.Slice(from, count);
        switch (encoding)
        {
            case Encoding.DeltaBinaryPacked:
                DeltaEncoder.Encode(bits, type == PhysicalType.Int32, output);
                break;
            case Encoding.ByteStreamSplit:
                ByteStreamSplit.Encode(bits, output);
                break;
            default:
                Plain(bits, output);
                break;
        }
    }

    private void Plain(ReadOnlySpan<long> bits, ByteBuffer output)
    {
        if (type != PhysicalType.Int32)
        {
            PlainEncoder.Encode(bits, output);
            return;
        }

        foreach (var value in bits)
            output.WriteInt32((int)value);
    }

    private void Widen(ReadOnlySpan<int> values)
    {
        if (_widened.Length < values.Length)
        {
            if (_widened.Length > 0)
                ArrayPool<long>.Shared.Return(_widened);
            _widened = ArrayPool<long>.Shared.Rent(values.Length);
        }

        for (var i = 0; i < values.Length; i++)
            _widened[i] = values[i];
    }

    private ChunkStatistics OfWholes()
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var value in Bits)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return new ChunkStatistics(Stored(least), Stored(most));
    }

    // Nothing is told of a chunk with a NaN, which is neither small nor large. A zero may be of either sign.
    private ChunkStatistics OfDoubles()
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in ((ParquetValues<double>)_values!).Span)
        {
            if (double.IsNaN(value))
                return ChunkStatistics.None;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return new ChunkStatistics(Stored(least == 0 ? -0.0 : least), Stored(most == 0 ? 0.0 : most));
    }

    private static byte[] Stored(double value) => Stored(PhysicalType.Double, BitConverter.DoubleToInt64Bits(value));

    private byte[] Stored(long value) => Stored(type, value);

    private static byte[] Stored(PhysicalType type, long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return type == PhysicalType.Int32 ? bytes[..sizeof(int)] : bytes;
    }
}
