using System.Text;

namespace OrleansTrading.Parquet.Tests.Support;

/// <summary>Tables of one column of each type, made from a seed.</summary>
internal sealed class Tables
{
    private static readonly string[] Words = ["", "a", "BTCUSDT", "Ünïcødé ✓", "漢字", "\u0000", "quote ' and \"", new string('x', 100)];

    private Tables(int seed, int rows)
    {
        var random = new Random(seed);
        // Columns behave differently from table to table: steady, repeating, random, extreme.
        Bools = Fill(rows, Bool(random));
        Ints = Fill(rows, Int(random));
        Longs = Fill(rows, Long(random));
        Times = Fill(rows, Long(random, within: 4_000_000_000_000));
        Decimals = Fill(rows, Long(random, within: 999_999_999_999_999_999));
        Doubles = Fill(rows, Double(random));
        Texts = Fill(rows, Text(random));
    }

    public static ParquetSchema Schema { get; } = new(
        new("flag", ParquetType.Boolean), new("count", ParquetType.Int32), new("id", ParquetType.Int64), new("time", ParquetType.Timestamp),
        ParquetColumn.Decimal("price", 8), new("real", ParquetType.Double), new("text", ParquetType.String));

    public bool[] Bools { get; }

    public int[] Ints { get; }

    public long[] Longs { get; }

    public long[] Times { get; }

    public long[] Decimals { get; }

    public double[] Doubles { get; }

    public string[] Texts { get; }

    /// <summary>All of them, in the schema's order.</summary>
    public IReadOnlyList<Array> Columns => [Bools, Ints, Longs, Times, Decimals, Doubles, Texts];

    public static Tables Make(int seed, int rows) => new(seed, rows);

    public byte[] Write(ParquetWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        Write(stream, options);
        return stream.ToArray();
    }

    public void Write(Stream stream, ParquetWriterOptions? options = null)
    {
        using var writer = new ParquetFileWriter(stream, Schema, options);
        writer.WriteRowGroup(
            ParquetValues.Of(Bools), ParquetValues.Of(Ints), ParquetValues.Of(Longs), ParquetValues.Of(Times),
            ParquetValues.Of(Decimals), ParquetValues.Of(Doubles), ParquetValues.Of(Texts));
        writer.Finish();
    }

    /// <summary>Fails where a file does not hold this table, bit by bit.</summary>
    public void ShouldBeIn(byte[] file)
    {
        var reader = new ParquetFileReader(new MemoryStream(file));
        reader.Rows.ShouldBe(Bools.Length);
        reader.Schema.Columns.ShouldBe(Schema.Columns);
        Same(All<bool>(reader, 0), Bools);
        Same(All<int>(reader, 1), Ints);
        Same(All<long>(reader, 2), Longs);
        Same(All<long>(reader, 3), Times);
        Same(All<long>(reader, 4), Decimals);
        Same([.. All<double>(reader, 5).Select(BitConverter.DoubleToInt64Bits)], [.. Doubles.Select(BitConverter.DoubleToInt64Bits)]);
        Same(All<string>(reader, 6), Texts);
    }

    private static void Same<T>(T[] read, T[] written) => read.AsSpan().SequenceEqual(written).ShouldBeTrue();

    private static T[] All<T>(ParquetFileReader reader, int column) =>
        [.. Enumerable.Range(0, reader.RowGroups).SelectMany(group => reader.Read<T>(group, column))];

    private static T[] Fill<T>(int rows, Func<int, T> value)
    {
        var values = new T[rows];
        for (var i = 0; i < rows; i++)
            values[i] = value(i);
        return values;
    }

    private static Func<int, bool> Bool(Random random) => random.Next(3) switch
    {
        0 => _ => random.Next(2) == 0,
        1 => i => i / 100 % 2 == 0,
        _ => _ => true,
    };

    private static Func<int, int> Int(Random random)
    {
        var few = Enumerable.Range(0, 1 + random.Next(300)).Select(_ => random.Next(int.MinValue, int.MaxValue)).ToArray();
        return random.Next(4) switch
        {
            0 => i => i * 7,
            1 => _ => few[random.Next(few.Length)],
            2 => _ => random.Next(2) == 0 ? int.MinValue : int.MaxValue,
            _ => _ => random.Next(int.MinValue, int.MaxValue),
        };
    }

    private static Func<int, long> Long(Random random, long within = long.MaxValue)
    {
        var least = within == long.MaxValue ? long.MinValue : -within;
        var few = Enumerable.Range(0, 1 + random.Next(300)).Select(_ => random.NextInt64(least, within)).ToArray();
        var start = random.NextInt64(0, within / 2);
        return random.Next(5) switch
        {
            0 => i => start + i,
            1 => i => start - (i * 1_000L) + random.Next(100),
            2 => _ => few[random.Next(few.Length)],
            3 => _ => random.Next(3) switch { 0 => least, 1 => within, _ => 0 },
            _ => _ => random.NextInt64(least, within),
        };
    }

    private static Func<int, double> Double(Random random)
    {
        double[] odd = [0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 0.1];
        return random.Next(3) switch
        {
            0 => i => 100 + (i / 8.0),
            1 => _ => odd[random.Next(odd.Length)],
            _ => _ => random.NextDouble(),
        };
    }

    private static Func<int, string> Text(Random random) => random.Next(3) switch
    {
        0 => _ => Words[random.Next(Words.Length)],
        1 => i => new StringBuilder("row ").Append(i).ToString(),
        _ => _ => "one",
    };
}
