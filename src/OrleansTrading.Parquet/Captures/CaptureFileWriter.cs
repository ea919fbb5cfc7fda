using System.Buffers;

namespace OrleansTrading.Parquet.Captures;

/// <summary>
/// Writes one capture file, rows after rows, for what does not lie in memory as a whole. The scales have taken in all
/// rows that will be written (<see cref="CaptureScales.Including"/>).
/// </summary>
public sealed class CaptureFileWriter : IDisposable
{
    /// <summary>Keys of the footer's metadata: the instrument, the kind, and the version of the columns.</summary>
    public const string InstrumentKey = "orleans_trading.instrument";

    public const string KindKey = "orleans_trading.kind";

    public const string VersionKey = "orleans_trading.version";

    private const string Version = "1";

    private readonly CaptureScales _scales;
    private readonly ParquetFileWriter _writer;

    public CaptureFileWriter(Stream stream, CaptureSource source, CaptureScales scales, CaptureWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(scales);
        options ??= new CaptureWriteOptions();
        _scales = scales;
        _writer = new ParquetFileWriter(stream, scales.Schema(), new ParquetWriterOptions
        {
            CompressionLevel = options.CompressionLevel,
            RowGroupRows = options.RowGroupRows,
            Metadata = new Dictionary<string, string> { [InstrumentKey] = source.Instrument, [KindKey] = scales.Kind.Name(), [VersionKey] = Version },
        });
    }

    public long Rows => _writer.Rows;

    /// <summary>Writes rows as a row group, or as several where they are many.</summary>
    /// <exception cref="ArgumentException">The rows are of another kind, or have a number that is not of its column's scale.</exception>
    public void Write(CaptureRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Kind != _scales.Kind)
            throw new ArgumentException($"The rows are of kind {rows.Kind.Name()}; expected {_scales.Kind.Name()}.", nameof(rows));
        var scaled = new List<long[]>();
        try
        {
            _writer.WriteRowGroup([.. _writer.Schema.Columns.Select((column, index) => Values(rows, column, index, scaled))]);
        }
        finally
        {
            foreach (var array in scaled)
                ArrayPool<long>.Shared.Return(array);
        }
    }

    /// <summary>Writes the footer; the file is whole then. Returns its length in bytes.</summary>
    public long Finish()
    {
        _writer.Finish();
        return _writer.Bytes;
    }

    public void Dispose() => _writer.Dispose();

    private static ParquetValues Values(CaptureRows rows, ParquetColumn column, int index, List<long[]> scaled)
    {
        if (column.Type != ParquetType.Decimal)
            return rows.Values(index);
        var units = ArrayPool<long>.Shared.Rent(rows.Count);
        scaled.Add(units);
        return ExactDecimals.TryScale(rows.Numbers(index), column.Scale, units)
            ? ParquetValues.Of(units.AsMemory(0, rows.Count))
            : throw new ArgumentException($"Column '{column.Name}' has a value that is not exactly a number with {column.Scale} digits after the point.", nameof(rows));
    }
}
