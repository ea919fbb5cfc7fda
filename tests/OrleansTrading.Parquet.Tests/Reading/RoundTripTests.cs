using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Parquet.Tests.Support;

namespace OrleansTrading.Parquet.Tests.Reading;

public sealed class RoundTripTests
{
    [Fact]
    public void Table_OfAnyContentAndOptions_IsReadAsWritten()
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from rows in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(100, 300), Gen.Choose(2_000, 20_000))
            from groupRows in Gen.Elements(1, 7, 128, 1_000, 262_144)
            from pageRows in Gen.Elements(1, 9, 129, 4_096, 65_536)
            from level in Gen.Elements(0, 1, 6)
            from entries in Gen.Elements(0, 3, 65_536)
            from split in Gen.Elements(false, true)
            select (seed, rows, groupRows, pageRows, level, entries, split);
        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            var rows = Math.Min(test.rows, Math.Min(test.groupRows, test.pageRows) * 50);
            var table = Tables.Make(test.seed, rows);
            table.ShouldBeIn(table.Write(new ParquetWriterOptions
            {
                RowGroupRows = test.groupRows,
                PageRows = test.pageRows,
                CompressionLevel = test.level,
                DictionaryEntries = test.entries,
                ByteStreamSplit = test.split,
            }));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(999, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    [InlineData(3_000, 3)]
    public void Rows_BeyondARowGroup_BeginTheNext(int rows, int groups)
    {
        var file = Tables.Make(seed: rows, rows).Write(new ParquetWriterOptions { RowGroupRows = 1_000 });
        var reader = new ParquetFileReader(new MemoryStream(file));
        reader.RowGroups.ShouldBe(groups);
        Enumerable.Range(0, groups).Sum(reader.RowsOf).ShouldBe(rows);
    }

    [Fact]
    public void Metadata_OfTheFooter_IsReadAsWritten()
    {
        var metadata = new Dictionary<string, string> { ["a"] = "", ["ключ"] = "значение", ["empty"] = new string('z', 70_000) };
        var reader = new ParquetFileReader(new MemoryStream(Tables.Make(1, 3).Write(new ParquetWriterOptions { Metadata = metadata })));
        reader.Metadata.ShouldBe(metadata, ignoreOrder: true);
        reader.CreatedBy.ShouldStartWith("OrleansTrading version ");
    }

    [Fact]
    public void Columns_ThatDoNotFitTheSchema_AreRefused()
    {
        using var writer = new ParquetFileWriter(new MemoryStream(), new ParquetSchema(new("a", ParquetType.Int64), new("b", ParquetType.Double)));
        Should.Throw<ArgumentException>(() => writer.WriteRowGroup(ParquetValues.Of(new long[1]))).Message.ShouldContain("expected 2");
        Should.Throw<ArgumentException>(() => writer.WriteRowGroup(ParquetValues.Of(new long[1]), ParquetValues.Of(new long[1]))).Message.ShouldContain("'b'");
        Should.Throw<ArgumentException>(() => writer.WriteRowGroup(ParquetValues.Of(new long[1]), ParquetValues.Of(new double[2]))).Message.ShouldContain("2 values");
    }

    [Fact]
    public void Decimal_OfMoreDigitsThanItsColumn_IsRefusedBeforeAnythingIsWritten()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetFileWriter(stream, new ParquetSchema(ParquetColumn.Decimal("price", scale: 1, precision: 3)));
        writer.WriteRowGroup(ParquetValues.Of(new[] { -999L, 999L }));
        var length = stream.Length;
        foreach (var value in new[] { 1_000L, -1_000L, long.MinValue })
            Should.Throw<ArgumentException>(() => writer.WriteRowGroup(ParquetValues.Of(new[] { 0L, value }))).Message.ShouldContain("'price' has a value of more than 3 digits");
        stream.Length.ShouldBe(length);
    }
}
