using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Parquet.Tests.Reading;

/// <summary>Our reader reads DuckDB's files as far as they are of the kind that it reads, and says what it lacks where not.</summary>
public sealed class DuckDbWritesTests : IDisposable
{
    private const int Rows = 30_000;

    // Every type that we read, steady and repeating, with digits that do not end evenly.
    private const string Table = """
        select i::bigint as id, (i * 7 % 1000 - 500)::integer as count, (i % 3 = 0) as flag,
        ((i * 31 % 100003) * 0.0125)::decimal(18,4) as price, i / 7.0::double as real, 'word ' || (i % 50) as text, 'ü' || i as long_text
        from range(30000) t(i)
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("compression gzip")]
    [InlineData("compression uncompressed")]
    [InlineData("compression gzip, parquet_version v2")]
    [InlineData("compression uncompressed, parquet_version v2")]
    [InlineData("compression gzip, row_group_size 4096")]
    [InlineData("compression gzip, dictionary_size_limit 0")]
    public async Task File_OfDuckDb_IsReadAsWritten(string options)
    {
        var reader = await WriteAsync(Table, options);

        reader.Rows.ShouldBe(Rows);
        reader.Schema.Columns.Select(column => $"{column.Name} {column.Type} {column.Scale}").ShouldBe(
            ["id Int64 0", "count Int32 0", "flag Boolean 0", "price Decimal 4", "real Double 0", "text String 0", "long_text String 0"]);
        var places = Enumerable.Range(0, Rows).ToArray();
        All<long>(reader, "id").ShouldBe(places.Select(i => (long)i));
        All<int>(reader, "count").ShouldBe(places.Select(i => (i * 7 % 1000) - 500));
        All<bool>(reader, "flag").ShouldBe(places.Select(i => i % 3 == 0));
        All<long>(reader, "price").ShouldBe(places.Select(i => i * 31 % 100003 * 125L));
        All<double>(reader, "real").ShouldBe(places.Select(i => i / 7.0));
        All<string>(reader, "text").ShouldBe(places.Select(i => $"word {i % 50}"));
    }

    [Theory]
    [InlineData("snappy", "Snappy")]
    [InlineData("zstd", "Zstd")]
    [InlineData("brotli", "Brotli")]
    [InlineData("lz4_raw", "Lz4Raw")]
    public async Task Codec_ThatIsNotRead_IsNamed(string codec, string named)
    {
        var reader = await WriteAsync("select i as id from range(10000) t(i)", $"compression {codec}");
        Should.Throw<ParquetException>(() => reader.Read<long>(0, 0)).Message
            .ShouldBe($"Column 'id', row group 0: Expected pages that are not compressed or by gzip, found {named}, which this reader does not read.");
    }

    [Fact]
    public async Task Nulls_InAColumn_AreRefused()
    {
        var reader = await WriteAsync("select case when i = 77 then null else i end as id, i as other from range(100) t(i)", "compression gzip");
        Should.Throw<ParquetException>(() => reader.Read<long>(0, 0)).Message.ShouldContain("Expected a value in every row");
        reader.Read<long>(0, 1).Length.ShouldBe(100);
    }

    [Fact]
    public async Task Columns_OfOtherTypes_AreLeftOutWithTheReason()
    {
        var reader = await WriteAsync("select i as id, [i] as list, {'a': i} as struct, i::float as single, now()::timestamp as at, i::utinyint as small from range(10) t(i)", "compression gzip");
        reader.Schema.Columns.Select(column => column.Name).ShouldBe(["id"]);
        reader.Read<long>(0, 0).Length.ShouldBe(10);
        foreach (var name in new[] { "list", "struct", "single", "at", "small" })
            Should.Throw<ParquetException>(() => reader.Find(name)).Message.ShouldStartWith($"Expected a column '{name}' that can be read, but");
    }

    [Fact]
    public async Task Capture_RewrittenByDuckDb_IsReadWithItsDigits()
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        var path = Path.Combine(_directory.Path, "capture.parquet");
        var rows = new OpenInterestRows();
        rows.Add(1_772_323_200_000, 12.345);
        using (var stream = File.Create(path))
            rows.Write(stream, new CaptureSource("binance", "BTCUSDT", 1, 3));

        var reader = await WriteAsync($"select epoch_ms(time) as time, open_interest from '{path}'", "compression gzip");

        reader.Schema.Columns.Select(column => column.Type).ShouldBe([ParquetType.Int64, ParquetType.Decimal]);
        var read = new OpenInterestRows();
        read.Add(reader, 0);
        read.TimeRange.ShouldBe((1_772_323_200_000, 1_772_323_200_000));
    }

    private static IEnumerable<T> All<T>(ParquetFileReader reader, string column) =>
        Enumerable.Range(0, reader.RowGroups).SelectMany(group => reader.Read<T>(group, reader.Find(column)));

    private async Task<ParquetFileReader> WriteAsync(string query, string options)
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        var path = Path.Combine(_directory.Path, $"{Guid.NewGuid():N}.parquet");
        await DuckDb.RunAsync($"copy ({query}) to '{path}' (format parquet, {options})");
        return new ParquetFileReader(new MemoryStream(await File.ReadAllBytesAsync(path)));
    }
}
