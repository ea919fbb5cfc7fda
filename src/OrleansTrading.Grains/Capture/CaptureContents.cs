using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>What a file holds, read back from its pages: enough to tell whether two sets of files have the same rows.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">Rows.</param>
/// <param name="FirstKey">Least id, or time where there are no ids.</param>
/// <param name="LastKey">Greatest of them.</param>
/// <param name="KeySum">Sum of them, beyond 64 bits cut off.</param>
/// <param name="KeySquares">Sum of their squares, likewise.</param>
/// <param name="TimeSum">Sum of the times, likewise.</param>
internal sealed record CaptureContents(string Path, long Rows, long FirstKey, long LastKey, long KeySum, long KeySquares, long TimeSum)
{
    public bool HasSameRows(CaptureContents other) =>
        (Rows, FirstKey, LastKey, KeySum, KeySquares, TimeSum) == (other.Rows, other.FirstKey, other.LastKey, other.KeySum, other.KeySquares, other.TimeSum);

    public static CaptureContents Read(string path)
    {
        using var stream = CaptureCatalogue.Open(path);
        var reader = new ParquetFileReader(stream);
        var (first, last, sum, squares, times) = (long.MaxValue, long.MinValue, 0L, 0L, 0L);
        var time = reader.Find(CaptureColumns.Time);
        for (var group = 0; group < reader.RowGroups; group++)
        {
            // The first column is what rows are sorted by.
            foreach (var key in reader.Read<long>(group, 0))
            {
                (first, last) = (Math.Min(first, key), Math.Max(last, key));
                (sum, squares) = unchecked((sum + key, squares + (key * key)));
            }

            times = unchecked(times + Sum(reader.Read<long>(group, time)));
        }

        return new CaptureContents(path, reader.Rows, first, last, sum, squares, times);
    }

    public static CaptureContents Sum(IEnumerable<CaptureContents> files) => files.Aggregate((a, b) => unchecked(new CaptureContents(
        a.Path, a.Rows + b.Rows, Math.Min(a.FirstKey, b.FirstKey), Math.Max(a.LastKey, b.LastKey),
        a.KeySum + b.KeySum, a.KeySquares + b.KeySquares, a.TimeSum + b.TimeSum)));

    private static long Sum(long[] values)
    {
        var sum = 0L;
        foreach (var value in values)
            sum = unchecked(sum + value);
        return sum;
    }
}
