using OrleansTrading.Parquet.Captures;
using OrleansTrading.Parquet.Tests.Support;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Parquet.Tests.Reading;

/// <summary>
/// Files changed in every way: refused by our exception, or read within the bounds of memory. As long as the footer at the end is one that was written,
/// whatever is read is what was written with it: the footer has a check sum of the pages' heads, and these one of the pages. The footer itself lies
/// under none: where it is changed, only the number of values is asked.
/// </summary>
public sealed class ParquetFuzzTests
{
    private static readonly ParquetReaderOptions Small = new() { MostRowsOfGroup = 10_000, MostPageBytes = 64 << 10, MostChunkBytes = 64 << 10, MostFooterBytes = 64 << 10 };

    [Fact]
    public async Task File_Changed_IsRefusedOrReadAsItWasWritten()
    {
        var tables = new[] { Tables.Make(seed: 1, rows: 20), Tables.Make(seed: 2, rows: 40), Tables.Make(seed: 3, rows: 1) };
        Written[] files = [.. tables.Select(table => new Written(table.Write(new ParquetWriterOptions { PageRows = 20, CompressionLevel = 1 }), table.Columns)), Rows(CaptureKind.AggTrade)];
        foreach (var written in files)
            Check(written.File, files).ShouldBe(written.Columns.Count);
        await FuzzRun.RunAsync(files.Select(written => written.File), file => Check(file, files));
    }

    [Fact]
    public async Task Capture_Changed_IsRefusedOrReadAsItWasWritten()
    {
        var kinds = CaptureKinds.All.Select(kind => (Kind: kind, Rows(kind).File)).ToArray();
        foreach (var (kind, file) in kinds)
            CheckRows(kind, file, file).ShouldBeTrue();
        await FuzzRun.RunAsync([.. kinds.Select(written => new FuzzTarget(written.Kind.Name(), [written.File], file => CheckRows(written.Kind, file, written.File)))]);
    }

    /// <summary>How many columns were read.</summary>
    private static int Check(byte[] file, Written[] files)
    {
        var written = files.FirstOrDefault(known => HasFooterOf(file, known.File));
        var columns = 0;
        try
        {
            var reader = new ParquetFileReader(new MemoryStream(file), Small);
            for (var group = 0; group < Math.Min(reader.RowGroups, 4); group++)
            {
                for (var column = 0; column < Math.Min(reader.Schema.Columns.Count, 16); column++)
                    columns += IsRead(reader, group, column, written?.Columns[column]) ? 1 : 0;
            }
        }
        catch (ParquetException)
        {
            // The file as a whole is none.
        }

        return columns;
    }

    private static bool IsRead(ParquetFileReader reader, int group, int column, Array? written)
    {
        try
        {
            var read = Read(reader, group, column);
            read.Length.ShouldBe(reader.RowsOf(group));
            if (written is not null && !AreSame(read, written))
                throw new InvalidOperationException($"Column {column} is read with other values than were written.");
            reader.RangeOf(group, column);
            return true;
        }
        catch (ParquetException)
        {
            return false;
        }
    }

    private static Array Read(ParquetFileReader reader, int group, int column)
    {
        var type = reader.Schema.Columns[column].ValueType;
        return type == typeof(bool) ? reader.Read<bool>(group, column)
            : type == typeof(int) ? reader.Read<int>(group, column)
            : type == typeof(long) ? reader.Read<long>(group, column)
            : type == typeof(double) ? reader.Read<double>(group, column)
            : reader.Read<string>(group, column);
    }

    /// <summary>Whether the rows were read.</summary>
    private static bool CheckRows(CaptureKind kind, byte[] file, byte[] written)
    {
        var rows = CaptureRows.Create(kind);
        try
        {
            var reader = new ParquetFileReader(new MemoryStream(file), Small);
            if (reader.RowGroups == 0)
                return false;
            rows.Add(reader, 0);
            rows.Count.ShouldBe(reader.RowsOf(0));
        }
        catch (ParquetException)
        {
            rows.Count.ShouldBe(0);
            return false;
        }

        // The same rows make the same file.
        if (HasFooterOf(file, written) && !Captured.Write(rows).AsSpan().SequenceEqual(written))
            throw new InvalidOperationException("The rows are read with other values than were written.");
        rows.Sort();
        return true;
    }

    private static bool HasFooterOf(ReadOnlySpan<byte> file, byte[] written) => file.EndsWith(written.AsSpan(^(BitConverter.ToInt32(written, written.Length - 8) + 8)..));

    // Doubles bit by bit.
    private static bool AreSame(Array read, Array written) => (read, written) switch
    {
        (double[] ours, double[] theirs) => ours.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(theirs.Select(BitConverter.DoubleToInt64Bits)),
        (bool[] ours, bool[] theirs) => ours.AsSpan().SequenceEqual(theirs),
        (int[] ours, int[] theirs) => ours.AsSpan().SequenceEqual(theirs),
        (long[] ours, long[] theirs) => ours.AsSpan().SequenceEqual(theirs),
        (string[] ours, string[] theirs) => ours.AsSpan().SequenceEqual(theirs),
        _ => false,
    };

    private static Written Rows(CaptureKind kind)
    {
        var rows = CaptureRows.Create(kind);
        Captured.Fill(rows, new Random(4), 30);
        var file = Captured.Write(rows);
        var reader = new ParquetFileReader(new MemoryStream(file));
        return new Written(file, [.. Enumerable.Range(0, reader.Schema.Columns.Count).Select(column => Read(reader, 0, column))]);
    }

    private sealed record Written(byte[] File, IReadOnlyList<Array> Columns);
}
