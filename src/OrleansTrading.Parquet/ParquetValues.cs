namespace OrleansTrading.Parquet;

/// <summary>Values of one column: <c>bool</c>, <c>int</c>, <c>long</c> (also timestamps and unscaled decimals), <c>double</c> or <c>string</c>.</summary>
public abstract class ParquetValues
{
    private protected ParquetValues(int count) => Count = count;

    public int Count { get; }

    internal abstract Type ValueType { get; }

    public static ParquetValues Of(ReadOnlyMemory<bool> values) => new ParquetValues<bool>(values);

    public static ParquetValues Of(ReadOnlyMemory<int> values) => new ParquetValues<int>(values);

    public static ParquetValues Of(ReadOnlyMemory<long> values) => new ParquetValues<long>(values);

    public static ParquetValues Of(ReadOnlyMemory<double> values) => new ParquetValues<double>(values);

    public static ParquetValues Of(ReadOnlyMemory<string> values) => new ParquetValues<string>(values);

    internal abstract ParquetValues Slice(int start, int count);
}

internal sealed class ParquetValues<T>(ReadOnlyMemory<T> values) : ParquetValues(values.Length)
{
    public ReadOnlySpan<T> Span => values.Span;

    internal override Type ValueType => typeof(T);

    internal override ParquetValues Slice(int start, int count) => new ParquetValues<T>(values.Slice(start, count));
}
