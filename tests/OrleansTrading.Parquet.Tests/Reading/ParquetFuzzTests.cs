using OrleansTrading.Parquet.Captures;
using OrleansTrading.Parquet.Tests.Support;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Parquet.Tests.Reading;

/// <summary>
/// Files changed in every way: refused by our exception, or read within the bounds of memory, with as many values as the file says it has rows. Heads of
/// pages and the footer lie under no check sum: what values they make of a page's bytes is not asked here.
/// </summary>
public sealed class ParquetFuzzTests
{
    private static readonly ParquetReaderOptions Small = new() { MostRowsOfGroup = 10_000, MostPageBytes = 64 << 10, MostChunkBytes = 64 << 10, MostFooterBytes = 64 << 10 };

    [Fact]
    public async Task File_Changed_IsRefusedOrReadWithinItsBounds()
    {
        byte[][] files =
        [
            Tables.Make(seed: 1, rows: 20).Write(), Tables.Make(seed: 2, rows: 40).Write(new ParquetWriterOptions { PageRows = 20, CompressionLevel = 1 }),
            Tables.Make(seed: 3, rows: 1).Write(), Trades(),
        ];
        foreach (var file in files)
            IsRead(file).ShouldBeTrue();
        await FuzzRun.RunAsync(files, file => IsRead(file));
    }

    private static bool IsRead(byte[] file)
    {
        try
        {
            var reader = new ParquetFileReader(new MemoryStream(file), Small);
            for (var group = 0; group < Math.Min(reader.RowGroups, 4); group++)
            {
                for (var column = 0; column < Math.Min(reader.Schema.Columns.Count, 16); column++)
                    Read(reader, group, column);
            }

            return true;
        }
        catch (ParquetException)
        {
            return false;
        }
    }

    private static void Read(ParquetFileReader reader, int group, int column)
    {
        var rows = reader.RowsOf(group);
        var type = reader.Schema.Columns[column].ValueType;
        var read = type == typeof(bool) ? reader.Read<bool>(group, column).Length
            : type == typeof(int) ? reader.Read<int>(group, column).Length
            : type == typeof(long) ? reader.Read<long>(group, column).Length
            : type == typeof(double) ? reader.Read<double>(group, column).Length
            : reader.Read<string>(group, column).Length;
        read.ShouldBe(rows);
        reader.RangeOf(group, column);
    }

    private static byte[] Trades()
    {
        var rows = new AggTradeRows();
        for (var i = 0; i < 30; i++)
            rows.Add(1_000_000 + i, 1_772_323_200_000 + (i * 37L), 60_000 + i, 0.001 * i, i % 2 == 0);
        using var stream = new MemoryStream();
        rows.Write(stream, new CaptureSource("binance", "BTCUSDT", PriceScale: 1, QuantityScale: 3));
        return stream.ToArray();
    }
}
