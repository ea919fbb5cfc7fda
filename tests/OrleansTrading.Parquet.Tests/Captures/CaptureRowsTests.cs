using OrleansTrading.Parquet.Captures;
using static OrleansTrading.Parquet.Tests.Support.Captured;

namespace OrleansTrading.Parquet.Tests.Captures;

public sealed class CaptureRowsTests
{
    [Fact]
    public void Rows_OfSmallFiles_AreMergedIntoOneWithAllTheirDigits()
    {
        // The second file needs more digits than the tick has, the third none at all.
        var parts = new[] { Part(1, 100.5), Part(2, 100.125), Part(3, 0.1 + 0.2) }.Select(rows => Write(rows)).ToList();
        var rows = new AggTradeRows();
        var scales = CaptureScales.For(CaptureKind.AggTrade, Source);
        foreach (var part in parts[..2])
            scales = scales.Including(Read(rows, part));
        using var merged = new MemoryStream();
        using (var writer = new CaptureFileWriter(merged, Source, scales))
        {
            foreach (var part in parts[..2])
                writer.Write(Read(rows, part));
            writer.Finish().ShouldBe(merged.Length);
            writer.Rows.ShouldBe(2);
        }

        var reader = new ParquetFileReader(merged);
        reader.RowGroups.ShouldBe(2);
        reader.Schema.Columns[2].ShouldBe(ParquetColumn.Decimal("price", 3));
        reader.Read<long>(0, 2).ShouldBe([100_500L]);
        reader.Read<long>(1, 2).ShouldBe([100_125L]);
        reader.RangeOf(1, 1).ShouldBe((T0 + 2, T0 + 2));
        var schema = new ParquetFileReader(new MemoryStream(Merge(parts))).Schema;
        schema.Columns[2].Type.ShouldBe(ParquetType.Double);
        schema.Columns[3].ShouldBe(ParquetColumn.Decimal("quantity", 3));
    }

    [Fact]
    public void Write_OfRowsThatWereNotTakenIn_IsRefused()
    {
        using var writer = new CaptureFileWriter(new MemoryStream(), Source, CaptureScales.For(CaptureKind.AggTrade, Source));
        Should.Throw<ArgumentException>(() => writer.Write(Part(1, 100.125))).Message.ShouldContain("'price' has a value that is not exactly a number with 1 digits");
        Should.Throw<ArgumentException>(() => writer.Write(new FlowRows())).Message.ShouldContain("of kind flow; expected agg_trade");
    }

    [Fact]
    public void EveryKind_WrittenAndRead_HasTheSameValues()
    {
        foreach (var kind in CaptureKinds.All)
        {
            var rows = CaptureRows.Create(kind);
            Fill(rows, new Random(3), 5_000);
            var file = Write(rows);
            var read = CaptureRows.Create(kind);
            read.Add(new ParquetFileReader(new MemoryStream(file)), 0);
            read.Count.ShouldBe(5_000);
            read.TimeRange.ShouldBe(rows.TimeRange);
            Write(read).AsSpan().SequenceEqual(file).ShouldBeTrue(kind.Name());
        }
    }

    [Fact]
    public void Add_FromAFileOfAnotherKind_AddsNothing()
    {
        var interest = new OpenInterestRows();
        interest.Add(T0, 5);
        var rows = Part(1, 100.5);
        Should.Throw<ParquetException>(() => rows.Add(new ParquetFileReader(new MemoryStream(Write(interest))), 0)).Message.ShouldStartWith("Expected a column 'id', found time, open_interest");
        rows.Count.ShouldBe(1);
    }

    [Fact]
    public void Rows_ClearedAndReleased_KeepAndGiveBackMemory()
    {
        var rows = new AggTradeRows();
        Fill(rows, new Random(3), 1_000);
        var held = rows.HeldBytes;
        held.ShouldBeGreaterThanOrEqualTo(1_000 * CaptureRows.BytesPerRow(CaptureKind.AggTrade));
        rows.Clear();
        (rows.Count, rows.HeldBytes).ShouldBe((0, held));
        rows.Release();
        rows.HeldBytes.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => rows.TimeRange);
    }

    private static AggTradeRows Part(int id, double price)
    {
        var rows = new AggTradeRows();
        rows.Add(id, T0 + id, price, 0.001, false);
        return rows;
    }

    private static AggTradeRows Read(AggTradeRows rows, byte[] file)
    {
        rows.Clear();
        rows.Add(new ParquetFileReader(new MemoryStream(file)), 0);
        return rows;
    }

    private static byte[] Merge(IEnumerable<byte[]> parts)
    {
        var all = new AggTradeRows();
        foreach (var part in parts)
            all.Add(new ParquetFileReader(new MemoryStream(part)), 0);
        return Write(all);
    }
}
