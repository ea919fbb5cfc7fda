using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class DayCompactionTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly CaptureFileName Name = CaptureFileName.WholeDay(CaptureKind.AggTrade, "binance", "BTCUSDT", Day);
    private static readonly CaptureSource Source = new("binance", "BTCUSDT", 1, 3);

    private readonly TemporaryDirectory _directory = new();
    private readonly CaptureDirectory _files;
    private readonly CaptureCatalogue _catalogue;

    public DayCompactionTests()
    {
        _files = new CaptureDirectory(_directory.Path);
        _catalogue = new CaptureCatalogue(_files.Root);
    }

    public void Dispose()
    {
        _files.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Run_SmallFilesOfADay_BecomeOneInOrder()
    {
        Write(1, 2, 3);
        Write(7, 9);
        Write(4, 5, 6, 8);

        new DayCompaction(_catalogue).Run(Name, Source).ShouldBe(3);

        _catalogue.FilesOf(Name).ShouldBe([_catalogue.PathOf(Name)]);
        Ids().ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Directory.Exists(_catalogue.FolderOf(Name)).ShouldBeFalse();
        File.Exists(DayManifest.PathFor(_catalogue.PathOf(Name))).ShouldBeFalse();
        new DayCompaction(_catalogue).Run(Name, Source).ShouldBe(0);
    }

    [Fact]
    public void Run_FilesThatCameLate_AreMergedIntoTheDay()
    {
        Write(1, 2, 5);
        new DayCompaction(_catalogue).Run(Name, Source);
        Write(3, 4);
        Ids().Order().ShouldBe([1, 2, 3, 4, 5]);

        new DayCompaction(_catalogue).Run(Name, Source).ShouldBe(1);

        Ids().ShouldBe([1, 2, 3, 4, 5]);
        _catalogue.FilesOf(Name).Count.ShouldBe(1);
    }

    [Fact]
    public void Run_CutOffAnywhere_EveryRowCountsOnceAndTheNextRunEndsIt()
    {
        for (var cut = 0; cut < 12; cut++)
        {
            for (var late = 0; late < 2; late++)
            {
                Clear();
                var expected = new List<long>();
                for (var file = 0; file < 4; file++)
                    expected.AddRange(Write(IdsOf(file)));
                if (late == 1)
                {
                    new DayCompaction(_catalogue).Run(Name, Source);
                    expected.AddRange(Write(IdsOf(9)));
                    expected.AddRange(Write(100, 200));
                }

                var left = cut;
                var compaction = new DayCompaction(_catalogue, _ =>
                {
                    if (left-- == 0)
                        throw new IOException("cut off");
                });
                try
                {
                    compaction.Run(Name, Source);
                }
                catch (IOException exception) when (exception.Message == "cut off")
                {
                    Ids().Order().ShouldBe(expected.Order(), $"cut off after step {cut}, late {late}");
                }

                // Something more comes before the next run.
                expected.AddRange(Write(300, 301));
                Ids().Order().ShouldBe(expected.Order(), $"more after step {cut}, late {late}");
                new DayCompaction(_catalogue).Run(Name, Source);
                Ids().ShouldBe(expected.Order().ToList(), $"after step {cut}, late {late}");
                _catalogue.FilesOf(Name).Count.ShouldBe(1);
            }
        }

        static long[] IdsOf(int file) => [.. Enumerable.Range(file * 10, 5).Select(id => (long)id)];
    }

    [Fact]
    public void Run_ADamagedFile_ChangesNothing()
    {
        Write(1, 2);
        var damaged = _catalogue.SmallFilesOf(Name)[0].FullName;
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^9]);
        Write(3, 4);

        Should.Throw<ParquetException>(() => new DayCompaction(_catalogue).Run(Name, Source));

        _catalogue.SmallFilesOf(Name).Count.ShouldBe(2);
        File.Exists(_catalogue.PathOf(Name)).ShouldBeFalse();
    }

    private long[] Write(params long[] ids)
    {
        var rows = new AggTradeRows();
        foreach (var id in ids)
            rows.Add(id, TimeOf(id), 100 + (id / 10.0), 0.25, id % 2 == 0);
        rows.Sort();
        _files.Create(
            CaptureFileName.Rotation(CaptureKind.AggTrade, "binance", "BTCUSDT", TimeOf(ids.Min()), TimeOf(ids.Max())), stream => rows.Write(stream, Source));
        return ids;
    }

    private List<long> Ids()
    {
        var ids = new List<long>();
        foreach (var path in _catalogue.FilesOf(Name))
        {
            using var stream = CaptureCatalogue.Open(path);
            var reader = new ParquetFileReader(stream);
            for (var group = 0; group < reader.RowGroups; group++)
                ids.AddRange(reader.Read<long>(group, 0));
        }

        return ids;
    }

    private void Clear()
    {
        foreach (var entry in Directory.EnumerateDirectories(_files.Root))
            Directory.Delete(entry, recursive: true);
    }

    private static long TimeOf(long id) => new DateTimeOffset(Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() + (id * 10);
}
