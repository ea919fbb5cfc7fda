using OrleansTrading.Parquet.Tests.Support;

namespace OrleansTrading.Parquet.Tests.Reading;

/// <summary>A damaged file ends in an exception of ours or is read, within bounds of time and memory, and never in anything else.</summary>
public sealed class DamageTests
{
    private static readonly ParquetReaderOptions Small = new() { MostRowsOfGroup = 100_000, MostPageBytes = 1 << 20, MostChunkBytes = 1 << 20, MostFooterBytes = 1 << 20 };

    [Fact]
    public void File_CutAtAnyByte_IsRefused()
    {
        var file = Tables.Make(seed: 12, rows: 120).Write(new ParquetWriterOptions { PageRows = 50 });
        for (var length = 0; length < file.Length; length++)
            Should.Throw<ParquetException>(() => ReadAll(file[..length]), $"{length} of {file.Length} bytes");
    }

    [Fact]
    public void Page_WithAnyByteChanged_IsRefused()
    {
        var file = Tables.Make(seed: 5, rows: 60).Write();
        for (var place = 4; place < FooterOf(file); place++)
        {
            var damaged = file.ToArray();
            damaged[place] ^= 0x10;
            IsRead(damaged).ShouldBeFalse($"byte {place}");
        }
    }

    [Fact]
    public void Pages_ThatChangedPlaces_AreRefused()
    {
        // Each is whole with its own head and check sum; only all heads together tell that they are not where they were.
        var random = new Random(1);
        var numbers = Enumerable.Range(0, 40).Select(_ => random.NextInt64()).ToArray();
        var file = WritePages(numbers);
        var (half, end) = ((FooterOf(file) + 4) / 2, FooterOf(file));
        file.AsSpan(half, 8).SequenceEqual(file.AsSpan(4, 8)).ShouldBeTrue("Both pages begin alike and are of one length.");
        byte[] changed = [.. file[..4], .. file[half..end], .. file[4..half], .. file[end..]];
        var reader = new ParquetFileReader(new MemoryStream(changed));
        Should.Throw<ParquetException>(() => reader.Read<long>(0, 0)).Message.ShouldStartWith("Column 'number', row group 0: Expected heads of pages with check sum");
        new ParquetFileReader(new MemoryStream(file)).Read<long>(0, 0).ShouldBe(numbers);
    }

    [Fact]
    public void Heads_WhoseCheckSumIsNone_CostTheirColumnAlone()
    {
        long[] numbers = [.. Enumerable.Range(0, 40)];
        var file = WritePages(numbers, columns: 2);
        var place = file.AsSpan().IndexOf("orleans_trading.heads"u8);
        file[place + 23] = (byte)'?';
        var reader = new ParquetFileReader(new MemoryStream(file));
        Should.Throw<ParquetException>(() => reader.Read<long>(0, 0)).Message.ShouldStartWith("Column 'number', row group 0: Expected a check sum of the heads of pages, found '?");
        reader.Read<long>(0, 1).ShouldBe(numbers);
    }

    [Fact]
    public void File_DamagedAtRandom_EndsInOurExceptionOrIsRead()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var seed = 0; seed < 4_000; seed++)
        {
            var random = new Random(seed);
            var file = Tables.Make(seed % 16, rows: 40).Write(new ParquetWriterOptions { PageRows = 20, CompressionLevel = seed % 2 });
            var footer = FooterOf(file);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                // The footer is what no check sum covers.
                var place = random.Next(3) == 0 ? random.Next(file.Length) : random.Next(footer, file.Length - 4);
                file[place] = (byte)random.Next(256);
            }

            try
            {
                ReadAll(file);
            }
            catch (ParquetException)
            {
                // Found.
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_000L << 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1PAR1")]
    [InlineData("PAR1....PAR1")]
    [InlineData("id,price\n1,2.0\n3,4.0\n")]
    public void File_OfAnotherFormat_IsRefusedWithWhatWasExpected(string text) =>
        Should.Throw<ParquetException>(() => ReadAll(System.Text.Encoding.ASCII.GetBytes(text))).Message.ShouldStartWith("Expected");

    [Fact]
    public void Reader_AskedForWhatIsNotThere_SaysWhatThereIs()
    {
        var reader = new ParquetFileReader(new MemoryStream(Tables.Make(1, 5).Write()));
        Should.Throw<ParquetException>(() => reader.Find("volume")).Message.ShouldBe("Expected a column 'volume', found flag, count, id, time, price, real, text.");
        Should.Throw<ParquetException>(() => reader.Read<double>(0, reader.Find("id"))).Message.ShouldBe("Expected column 'id' to be Double, found Int64.");
    }

    [Fact]
    public void RowGroup_BeyondTheBounds_IsRefused()
    {
        var file = Tables.Make(1, 5_000).Write();
        var reader = new ParquetFileReader(new MemoryStream(file), new ParquetReaderOptions { MostRowsOfGroup = 4_999 });
        Should.Throw<ParquetException>(() => reader.Read<long>(0, 2)).Message.ShouldContain("at most 4999 rows");
    }

    private static int FooterOf(byte[] file) => file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);

    private static byte[] WritePages(long[] numbers, int columns = 1)
    {
        var names = new[] { "number", "again" }[..columns];
        using var stream = new MemoryStream();
        using var writer = new ParquetFileWriter(stream, new ParquetSchema([.. names.Select(name => new ParquetColumn(name, ParquetType.Int64))]), new ParquetWriterOptions { PageRows = 20, CompressionLevel = 0 });
        writer.WriteRowGroup([.. names.Select(_ => ParquetValues.Of(numbers))]);
        writer.Finish();
        return stream.ToArray();
    }

    private static bool IsRead(byte[] file)
    {
        try
        {
            ReadAll(file);
            return true;
        }
        catch (ParquetException)
        {
            return false;
        }
    }

    private static void ReadAll(byte[] file)
    {
        var reader = new ParquetFileReader(new MemoryStream(file), Small);
        for (var group = 0; group < reader.RowGroups; group++)
        {
            foreach (var (index, column) in reader.Schema.Columns.Index())
            {
                switch (column.Type)
                {
                    case ParquetType.Boolean:
                        reader.Read<bool>(group, index);
                        break;
                    case ParquetType.Int32:
                        reader.Read<int>(group, index);
                        break;
                    case ParquetType.Double:
                        reader.Read<double>(group, index);
                        break;
                    case ParquetType.String:
                        reader.Read<string>(group, index);
                        break;
                    default:
                        reader.Read<long>(group, index);
                        break;
                }
            }
        }
    }
}
