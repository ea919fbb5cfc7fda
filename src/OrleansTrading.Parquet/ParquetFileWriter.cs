using System.Buffers.Binary;
using OrleansTrading.Parquet.Writing;

namespace OrleansTrading.Parquet;

/// <summary>
/// Writes one Parquet file to a stream, from its first byte on, synchronously. Row groups are written as they come;
/// <see cref="Finish"/> writes the footer, without which nobody can read the file. Its memory is a page and the
/// dictionaries, whatever the file's length. The stream stays open.
/// </summary>
public sealed class ParquetFileWriter : IDisposable
{
    internal static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly ParquetWriterOptions _options;
    private readonly ChunkWriter _chunks;
    private readonly ColumnEncoder[] _encoders;
    private readonly List<RowGroupSummary> _groups = [];
    private bool _finished;

    public ParquetFileWriter(Stream stream, ParquetSchema schema, ParquetWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        _options = options ?? new ParquetWriterOptions();
        _options.Validate();
        Schema = schema;
        _encoders = [.. schema.Columns.Select(column => ColumnEncoder.For(column, _options))];
        _chunks = new ChunkWriter(stream, _options);
        _chunks.WriteRaw(Magic);
    }

    public ParquetSchema Schema { get; }

    public long Rows { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public long Bytes => _chunks.Position;

    /// <summary>
    /// Writes rows, column by column in the schema's order, as one row group or as several where they are more than a row
    /// group may hold. No rows are no row group.
    /// </summary>
    /// <exception cref="ArgumentException">The columns do not fit the schema or are not of one length, or a decimal has too many digits; nothing is written then.</exception>
    public void WriteRowGroup(params IReadOnlyList<ParquetValues> columns)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        Check(columns);
        for (var from = 0; from < columns[0].Count; from += _options.RowGroupRows)
        {
            var rows = Math.Min(_options.RowGroupRows, columns[0].Count - from);
            var chunks = new ChunkSummary[columns.Count];
            for (var i = 0; i < chunks.Length; i++)
                chunks[i] = _chunks.Write(Schema.Columns[i], _encoders[i], columns[i].Slice(from, rows));
            _groups.Add(new RowGroupSummary(rows, chunks));
            Rows += rows;
        }
    }

    /// <summary>Writes the footer. The file is whole then; nothing more can be written.</summary>
    public void Finish()
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _finished = true;
        using var footer = new ByteBuffer();
        FooterWriter.Write(Schema, _groups, _options.Metadata, footer);
        Span<byte> tail = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(tail, footer.Count);
        _chunks.WriteRaw(footer.Written);
        _chunks.WriteRaw(tail);
        _chunks.WriteRaw(Magic);
    }

    /// <summary>Gives memory back; a file that was not finished has no footer.</summary>
    public void Dispose()
    {
        _finished = true;
        _chunks.Dispose();
        foreach (var encoder in _encoders)
            encoder.Dispose();
    }

    private void Check(IReadOnlyList<ParquetValues> columns)
    {
        if (columns.Count != Schema.Columns.Count)
            throw new ArgumentException($"There are {columns.Count} columns; expected {Schema.Columns.Count}.", nameof(columns));
        foreach (var (column, values) in Schema.Columns.Zip(columns))
        {
            if (values.ValueType != column.ValueType)
                throw new ArgumentException($"Column '{column.Name}' is given as {values.ValueType.Name}; expected {column.ValueType.Name}.", nameof(columns));
            if (values.Count != columns[0].Count)
                throw new ArgumentException($"Column '{column.Name}' has {values.Count} values; expected {columns[0].Count} as the first column.", nameof(columns));
            if (column.Type == ParquetType.Decimal && ((ParquetValues<long>)values).Span.ContainsAnyExceptInRange(-column.MostUnits, column.MostUnits))
                throw new ArgumentException($"Column '{column.Name}' has a value of more than {column.Precision} digits.", nameof(columns));
        }
    }
}
