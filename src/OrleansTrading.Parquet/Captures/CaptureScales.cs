using System.Collections.Immutable;

namespace OrleansTrading.Parquet.Captures;

/// <summary>
/// How the prices, quantities and fractions of one file are written: with so many digits after the point that every value
/// is exactly what it was, or as doubles where no number of digits does. Begins with <see cref="For"/> and takes in all rows of the file.
/// </summary>
public sealed class CaptureScales
{
    /// <summary>Stands for a column of doubles.</summary>
    public const int Double = -1;

    private const double Limit = 1e18;

    private readonly ImmutableArray<(int Scale, double Largest)> _columns;

    private CaptureScales(CaptureKind kind, ImmutableArray<(int Scale, double Largest)> columns)
    {
        Kind = kind;
        _columns = columns;
    }

    public CaptureKind Kind { get; }

    public static CaptureScales For(CaptureKind kind, CaptureSource source) =>
        new(kind, [.. CaptureColumns.Of(kind).Select(column => (IsNumber(column.Content) ? source.LeastScale(column.Content) : Double, 0.0))]);

    /// <summary>With as many digits more as the rows need.</summary>
    public CaptureScales Including(CaptureRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Kind != Kind)
            throw new ArgumentException($"The rows are of kind {rows.Kind.Name()}; expected {Kind.Name()}.", nameof(rows));
        return new CaptureScales(Kind, [.. _columns.Select((column, index) => column.Scale == Double ? column : Widen(column, rows.Numbers(index)))]);
    }

    /// <summary>Digits after the point of a column, or <see cref="Double"/>.</summary>
    internal int this[int column] => _columns[column].Scale;

    internal ParquetSchema Schema() => new([.. CaptureColumns.Of(Kind).Select((column, index) => Column(column, _columns[index].Scale))]);

    internal static bool IsNumber(CaptureContent content) => content is CaptureContent.Price or CaptureContent.Quantity or CaptureContent.Fraction;

    private static (int Scale, double Largest) Widen((int Scale, double Largest) column, ReadOnlySpan<double> values)
    {
        if (ExactDecimals.ScaleOf(values, column.Scale) is not { } scale)
            return (Double, 0);
        var largest = column.Largest;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        // Digits that later rows need must not push earlier ones out of the 18.
        return largest * Math.Pow(10, scale) < Limit ? (scale, largest) : (Double, 0);
    }

    private static ParquetColumn Column(CaptureColumn column, int scale) => column.Content switch
    {
        CaptureContent.Id => new ParquetColumn(column.Name, ParquetType.Int64),
        CaptureContent.Time => new ParquetColumn(column.Name, ParquetType.Timestamp),
        CaptureContent.Flag => new ParquetColumn(column.Name, ParquetType.Boolean),
        CaptureContent.Count => new ParquetColumn(column.Name, ParquetType.Int32),
        _ => scale == Double ? new ParquetColumn(column.Name, ParquetType.Double) : ParquetColumn.Decimal(column.Name, scale),
    };
}
