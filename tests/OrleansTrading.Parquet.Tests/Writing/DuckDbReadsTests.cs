using System.Globalization;
using OrleansTrading.Parquet.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Parquet.Tests.Writing;

/// <summary>DuckDB finds in our files what was written, value by value.</summary>
public sealed class DuckDbReadsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0, 262_144, 1, false)]
    [InlineData(1, 262_144, 1, false)]
    [InlineData(127, 64, 0, true)]
    [InlineData(128, 128, 1, true)]
    [InlineData(129, 128, 6, false)]
    [InlineData(1_000, 999, 1, true)]
    public async Task Table_OfAnyContent_IsReadAsWritten(int rows, int groupRows, int level, bool split)
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        var options = new ParquetWriterOptions { RowGroupRows = groupRows, PageRows = 100, CompressionLevel = level, ByteStreamSplit = split };
        // Contents differ from seed to seed, and with them the encodings that are chosen.
        var tables = Enumerable.Range(0, 12).Select(seed => Tables.Make(seed, rows)).ToList();
        var files = tables.Select((table, seed) => Save($"{seed}.parquet", table.Write(options))).ToList();

        var answers = await DuckDb.RunAsync([.. files.Select(file =>
            $"select flag, count, id, epoch_ms(time), (price::decimal(38,8) * 100000000)::decimal(38,0)::varchar, real, text from read_parquet('{file}')")]);

        foreach (var (seed, (table, answer)) in tables.Zip(answers).Index())
        {
            answer.Rows.Count.ShouldBe(rows);
            for (var i = 0; i < rows; i++)
                Row(answer.Rows[i]).ShouldBe(Row(table, i), $"seed {seed}, row {i}");
        }
    }

    [Fact]
    public async Task Table_OfManyPagesAndGroups_HasTheSameSums()
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        var tables = Enumerable.Range(20, 8).Select(seed => Tables.Make(seed, 50_000)).ToList();
        var files = tables.Select((table, i) => Save($"{i}.parquet", table.Write(new ParquetWriterOptions { RowGroupRows = 20_001, PageRows = 7_000 }))).ToList();

        var answers = await DuckDb.RunAsync([.. files.Select(file =>
            $"select count(*), sum(id::hugeint), min(id), max(id), sum(count), min(count), max(count), count(*) filter (flag), "
            + $"epoch_ms(min(time)), epoch_ms(max(time)), (sum(price) * 100000000)::decimal(38,0)::varchar, sum(length(text)), count(distinct text) from '{file}'")]);

        foreach (var (table, answer) in tables.Zip(answers))
        {
            answer.Rows[0].ShouldBe([
                "50000", $"{table.Longs.Aggregate(Int128.Zero, (sum, id) => sum + id)}", $"{table.Longs.Min()}", $"{table.Longs.Max()}",
                $"{table.Ints.Sum(count => (long)count)}", $"{table.Ints.Min()}", $"{table.Ints.Max()}", $"{table.Bools.Count(flag => flag)}",
                $"{table.Times.Min()}", $"{table.Times.Max()}", $"{table.Decimals.Aggregate(Int128.Zero, (sum, price) => sum + price)}",
                $"{table.Texts.Sum(Length)}", $"{table.Texts.Distinct().Count()}"]);
        }
    }

    [Fact]
    public async Task Footer_OfAFile_TellsSchemaEncodingsAndLimits()
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        var schema = new ParquetSchema(
            new("id", ParquetType.Int64), new("side", ParquetType.String), new("maker", ParquetType.Boolean), ParquetColumn.Decimal("price", 2),
            new("real", ParquetType.Double), new("nan", ParquetType.Double), new("time", ParquetType.Timestamp), new("count", ParquetType.Int32));
        using var stream = new MemoryStream();
        using (var writer = new ParquetFileWriter(stream, schema))
        {
            var places = Enumerable.Range(0, 4_096).ToArray();
            writer.WriteRowGroup(
                ParquetValues.Of(Array.ConvertAll(places, i => i - 5L)), ParquetValues.Of(Array.ConvertAll(places, i => i % 3 == 0 ? "buy" : "sell")),
                ParquetValues.Of(Array.ConvertAll(places, i => i < 2_048)), ParquetValues.Of(Array.ConvertAll(places, i => -1_234L + (i % 7))),
                ParquetValues.Of(Array.ConvertAll(places, i => i - 0.5)), ParquetValues.Of(Array.ConvertAll(places, i => i == 9 ? double.NaN : i)),
                ParquetValues.Of(Array.ConvertAll(places, i => i * 1_000L)), ParquetValues.Of(Array.ConvertAll(places, i => i * -3)));
            writer.Finish();
        }

        var file = Save("footer.parquet", stream.ToArray());
        var answers = await DuckDb.RunAsync(
            $"select name, type, repetition_type, converted_type, scale, precision from parquet_schema('{file}') where name <> 'schema'",
            $"select path_in_schema, encodings, stats_min_value, stats_max_value, stats_null_count, row_group_num_rows from parquet_metadata('{file}') order by column_id",
            $"select created_by, num_rows, num_row_groups, format_version from parquet_file_metadata('{file}')");

        answers[0].Rows.Select(row => string.Join(' ', row)).ShouldBe([
            "id INT64 REQUIRED   ", "side BYTE_ARRAY REQUIRED UTF8  ", "maker BOOLEAN REQUIRED   ", "price INT64 REQUIRED DECIMAL 2 18",
            "real DOUBLE REQUIRED   ", "nan DOUBLE REQUIRED   ", "time INT64 REQUIRED TIMESTAMP_MILLIS  ", "count INT32 REQUIRED   "]);
        answers[1].Rows.Select(row => string.Join(' ', row)).ShouldBe([
            "id DELTA_BINARY_PACKED -5 4090 0 4096",
            "side PLAIN, RLE_DICTIONARY buy sell 0 4096",
            "maker RLE false true 0 4096",
            "price PLAIN, RLE_DICTIONARY -12.34 -12.28 0 4096",
            "real PLAIN -0.5 4094.5 0 4096",
            "nan PLAIN   0 4096",
            "time DELTA_BINARY_PACKED 1970-01-01 00:00:00+00 1970-01-01 01:08:15+00 0 4096",
            "count DELTA_BINARY_PACKED -12285 0 0 4096"]);
        answers[2].Rows[0].Skip(1).ShouldBe(["4096", "1", "2"]);
    }

    [Fact]
    public async Task Filter_OnARowGroupsLimits_FindsEveryRow()
    {
        Assert.SkipUnless(DuckDb.IsInstalled, DuckDb.Absent);
        var values = Enumerable.Range(0, 10_000).Select(i => (i % 100 == 0 ? -1 : 1) * (double)i).ToArray();
        values[5] = double.NaN;
        using var stream = new MemoryStream();
        using (var writer = new ParquetFileWriter(stream, new ParquetSchema(new ParquetColumn("real", ParquetType.Double)), new ParquetWriterOptions { RowGroupRows = 500 }))
        {
            writer.WriteRowGroup(ParquetValues.Of(values));
            writer.Finish();
        }

        var file = Save("filter.parquet", stream.ToArray());
        var answers = await DuckDb.RunAsync(
            $"select count(*) from '{file}' where real < -5000", $"select count(*) from '{file}' where real = 0",
            $"select count(*) from '{file}' where isnan(real)", $"select count(*) from '{file}' where real > 9000");
        answers.Select(answer => answer.Value).ShouldBe([$"{values.Count(value => value < -5_000)}", "1", "1", $"{values.Count(value => value > 9_000) + 1}"]);
    }

    // Doubles by their bits: text writes them in several ways.
    private static string[] Row(Tables table, int i) =>
    [
        table.Bools[i] ? "True" : "False", $"{table.Ints[i]}", $"{table.Longs[i]}", $"{table.Times[i]}", $"{table.Decimals[i]}", Bits(table.Doubles[i]), table.Texts[i],
    ];

    private static IEnumerable<string?> Row(string?[] read) => read.Select((value, column) => column == 5 ? Bits(double.Parse(value!, CultureInfo.InvariantCulture)) : value);

    private static string Bits(double value) => $"{BitConverter.DoubleToInt64Bits(value):X}";

    private static long Length(string text) => text.EnumerateRunes().Count();

    private string Save(string name, byte[] file)
    {
        var path = Path.Combine(_directory.Path, name);
        File.WriteAllBytes(path, file);
        return path;
    }
}
