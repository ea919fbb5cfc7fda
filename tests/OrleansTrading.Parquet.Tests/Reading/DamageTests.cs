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
        var table = Tables.Make(seed: 5, rows: 60);
        var file = table.Write();
        var pages = file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);
        var unnoticed = new List<int>();
        for (var place = 4; place < pages; place++)
        {
            var damaged = file.ToArray();
            damaged[place] ^= 0x10;
            if (IsRead(damaged))
                unnoticed.Add(place);
        }

        // What is left are bits of page headers that no reader needs.
        unnoticed.Count.ShouldBeLessThan(pages / 20);
        foreach (var place in unnoticed)
        {
            var damaged = file.ToArray();
            damaged[place] ^= 0x10;
            table.ShouldBeIn(damaged);
        }
    }

    [Fact]
    public void File_DamagedAtRandom_EndsInOurExceptionOrIsRead()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var seed = 0; seed < 4_000; seed++)
        {
            var random = new Random(seed);
            var file = Tables.Make(seed % 16, rows: 40).Write(new ParquetWriterOptions { PageRows = 20, CompressionLevel = seed % 2 });
            var footer = file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);
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
