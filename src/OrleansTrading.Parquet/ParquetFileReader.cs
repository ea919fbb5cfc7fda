using System.Buffers;
using System.Buffers.Binary;
using OrleansTrading.Parquet.Reading;

namespace OrleansTrading.Parquet;

/// <summary>
/// Reads what <see cref="ParquetFileWriter"/> writes, and of other writers' files the plain columns without nulls that are not
/// compressed or by gzip. Nothing that a file says is believed without a look: whatever is wrong with it ends in a
/// <see cref="ParquetException"/>, in memory bounded by <see cref="ParquetReaderOptions"/>. Not for several threads at once; the stream stays open.
/// </summary>
public sealed class ParquetFileReader
{
    private const int TailBytes = 8;

    private readonly Stream _stream;
    private readonly ParquetReaderOptions _options;
    private readonly FileFooter _footer;
    private readonly FileColumns _columns;
    private readonly long _end;

    /// <param name="stream">Can be sought in; the file is all of it.</param>
    /// <param name="options">Bounds of memory.</param>
    /// <exception cref="ParquetException">The footer is missing or damaged, or no column can be read.</exception>
    public ParquetFileReader(Stream stream, ParquetReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _options = options ?? new ParquetReaderOptions();
        (_footer, _end) = ReadFooter();
        _columns = new FileColumns(_footer.Schema);
        foreach (var (rows, chunks) in _footer.Groups)
        {
            if (chunks.Count != _columns.Leaves || rows < 0)
                throw new ParquetException($"Expected row groups of {_columns.Leaves} columns, found {chunks.Count} with {rows} rows.");
        }

        if (_footer.Groups.Sum(group => (decimal)group.Rows) != _footer.Rows)
            throw new ParquetException($"Expected {_footer.Rows} rows in all, found {_footer.Groups.Sum(group => (decimal)group.Rows)}.");
    }

    /// <summary>The columns that can be read.</summary>
    public ParquetSchema Schema => _columns.Schema;

    public IReadOnlyDictionary<string, string> Metadata => _footer.Metadata;

    /// <summary>What wrote the file; empty where it does not say.</summary>
    public string CreatedBy => _footer.CreatedBy;

    public long Rows => _footer.Rows;

    public int RowGroups => _footer.Groups.Count;

    public int RowsOf(int rowGroup) => _footer.Groups[rowGroup].Rows <= _options.MostRowsOfGroup
        ? (int)_footer.Groups[rowGroup].Rows
        : throw new ParquetException($"Expected row groups of at most {_options.MostRowsOfGroup} rows, found {_footer.Groups[rowGroup].Rows}.");

    /// <summary>Place of a column.</summary>
    /// <exception cref="ParquetException">There is none of that name, or it cannot be read: the message says why.</exception>
    public int Find(string name)
    {
        var column = Schema.IndexOf(name);
        if (column >= 0)
            return column;
        throw new ParquetException(_columns.WhyNot(name) is { } reason
            ? $"Expected a column '{name}' that can be read, but {reason}."
            : $"Expected a column '{name}', found {string.Join(", ", Schema.Columns.Select(known => known.Name))}.");
    }

    /// <summary>Smallest and largest value of a column of whole numbers in a row group, as the footer has them; null where it does not.</summary>
    public (long Least, long Most)? RangeOf(int rowGroup, int column)
    {
        var chunk = _footer.Groups[rowGroup].Chunks[_columns.LeafOf(column)];
        return chunk is { Least: { Length: sizeof(long) } least, Most: { Length: sizeof(long) } most } && Schema.Columns[column].Physical == PhysicalType.Int64
            ? (BinaryPrimitives.ReadInt64LittleEndian(least), BinaryPrimitives.ReadInt64LittleEndian(most))
            : null;
    }

    /// <summary>All values of a column in a row group.</summary>
    /// <typeparam name="T"><c>bool</c>, <c>int</c>, <c>long</c> (also timestamps and unscaled decimals), <c>double</c> or <c>string</c>, as the column's type is.</typeparam>
    /// <exception cref="ParquetException">The file is damaged, or is written in a way that this reader does not read.</exception>
    public T[] Read<T>(int rowGroup, int column)
    {
        var definition = Schema.Columns[column];
        if (typeof(T) != definition.ValueType)
            throw new ParquetException($"Expected column '{definition.Name}' to be {typeof(T).Name}, found {definition.ValueType.Name}.");
        try
        {
            var values = new T[RowsOf(rowGroup)];
            ReadChunk(_footer.Groups[rowGroup].Chunks[_columns.LeafOf(column)], definition, _columns.IsOptional(column), values.AsSpan());
            return values;
        }
        catch (ParquetException exception)
        {
            throw new ParquetException($"Column '{definition.Name}', row group {rowGroup}: {exception.Message}", exception);
        }
    }

    private void ReadChunk<T>(ChunkInfo chunk, ParquetColumn column, bool optional, Span<T> values)
    {
        if (chunk.Type != (int)column.Physical || chunk.Values != values.Length)
            throw new ParquetException($"Expected {values.Length} values of type {(int)column.Physical}, found {chunk.Values} of type {chunk.Type}.");
        if (values.Length == 0)
            return;
        if (chunk.Offset < ParquetFileWriter.Magic.Length || chunk.CompressedSize < 1 || chunk.CompressedSize > _end - chunk.Offset)
            throw new ParquetException($"Expected pages between {ParquetFileWriter.Magic.Length} and {_end}, found {chunk.CompressedSize} bytes at {chunk.Offset}.");
        if (chunk.CompressedSize > _options.MostChunkBytes)
            throw new ParquetException($"Expected a column chunk of at most {_options.MostChunkBytes} bytes, found {chunk.CompressedSize}.");
        var size = (int)chunk.CompressedSize;
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            ReadAt(chunk.Offset, bytes.AsSpan(0, size));
            var reader = new ChunkReader<T>((ColumnDecoder<T>)DecoderFor(column.Physical), (Codec)chunk.Codec, optional, _options);
            reader.Read(bytes.AsMemory(0, size), chunk.Heads, values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static object DecoderFor(PhysicalType type) => type switch
    {
        PhysicalType.Boolean => new BoolDecoder(),
        PhysicalType.Int32 => new IntDecoder(),
        PhysicalType.Double => new DoubleDecoder(),
        PhysicalType.ByteArray => new TextDecoder(),
        _ => new LongDecoder(),
    };

    private (FileFooter Footer, long End) ReadFooter()
    {
        var magic = ParquetFileWriter.Magic;
        var length = _stream.Length;
        if (length < magic.Length + TailBytes)
            throw new ParquetException($"Expected a Parquet file, found {length} bytes; expected at least {magic.Length + TailBytes}.");
        Span<byte> ends = stackalloc byte[TailBytes];
        ReadAt(0, ends[..magic.Length]);
        if (!ends[..magic.Length].SequenceEqual(magic))
            throw new ParquetException("Expected PAR1 at the beginning of a Parquet file, found other bytes.");
        ReadAt(length - TailBytes, ends);
        if (!ends[sizeof(int)..].SequenceEqual(magic))
            throw new ParquetException("Expected PAR1 at the end of a Parquet file, found other bytes: the file is not whole.");
        var footer = BinaryPrimitives.ReadInt32LittleEndian(ends);
        var most = Math.Min(length - TailBytes - magic.Length, _options.MostFooterBytes);
        if (footer < 1 || footer > most)
            throw new ParquetException($"Expected a footer of 1 to {most} bytes, found {footer}.");
        var bytes = new byte[footer];
        ReadAt(length - TailBytes - footer, bytes);
        try
        {
            return (FooterReader.Read(bytes), length - TailBytes - footer);
        }
        catch (ParquetException exception)
        {
            throw new ParquetException($"Footer: {exception.Message}", exception);
        }
    }

    private void ReadAt(long offset, Span<byte> bytes)
    {
        _stream.Position = offset;
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new ParquetException($"Expected {bytes.Length} bytes at {offset}, found fewer.");
    }
}
