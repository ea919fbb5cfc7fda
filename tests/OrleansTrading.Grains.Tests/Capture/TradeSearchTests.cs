using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class TradeSearchTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly CaptureDirectory _files;
    private readonly ParquetCaptureWriter _writer;

    public TradeSearchTests()
    {
        _files = new CaptureDirectory(_directory.Path);
        _writer = new ParquetCaptureWriter(_files);
    }

    public void Dispose()
    {
        _files.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public async Task Run_NewestFileIsDamaged_ItIsMovedAsideAndTheNextOneCounts(int length)
    {
        await WriteAsync(1, 50);
        await WriteAsync(51, 70);
        Damage(await WriteAsync(71, 90), length);

        var found = await FindAsync();

        found.Ranges.ShouldBe([new TradeRange(1, 70)]);
        var damaged = found.Damaged.ShouldHaveSingleItem();
        (File.Exists(damaged.Path), damaged.Path.EndsWith(".parquet.damaged", StringComparison.Ordinal)).ShouldBe((true, true));
        damaged.Reason.ShouldNotBeEmpty();
        Directory.GetFiles(_directory.Path, "*.parquet", SearchOption.AllDirectories).Length.ShouldBe(2);
        (await FindAsync()).Damaged.ShouldBeEmpty("it is looked at once");
    }

    [Fact]
    public async Task Run_AllThatLookBackReachesIsDamaged_OlderFilesCount()
    {
        await WriteAsync(1, 50);
        const long hours = 3 * 360_000;
        Damage(await WriteAsync(hours + 1, hours + 10), 10);
        Damage(await WriteAsync(hours + 11, hours + 20), 10);

        var found = await FindAsync();

        found.Ranges.ShouldBe([new TradeRange(1, 50)]);
        found.Damaged.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_DaysFileIsDamagedWhileItsSmallOnesAreListed_TheSmallOnesCount()
    {
        var path = await WriteAsync(1, 50);
        var day = Path.GetDirectoryName(path) + CaptureFileName.Extension;
        await File.WriteAllTextAsync(day, "no Parquet", TestContext.Current.CancellationToken);
        new DayManifest(50, [(Path.GetFileName(path), new FileInfo(path).Length)]).Write(DayManifest.PathFor(day));

        var found = await FindAsync();

        found.Ranges.ShouldBe([new TradeRange(1, 50)]);
        found.Damaged.Single().Path.ShouldBe(day + ".damaged");
    }

    [Fact]
    public async Task Run_OlderThanLookBack_IsNotRead()
    {
        Damage(await WriteAsync(1, 50), 10);
        await WriteAsync(360_052, 360_060);
        var found = await FindAsync();
        found.Ranges.ShouldBe([new TradeRange(360_052, 360_060)]);
        found.Damaged.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_DownToATrade_OlderFilesAreReadUntilOneHasNoneAfterIt()
    {
        const long hours = 3 * 360_000;
        Damage(await WriteAsync(1, 50), 10);
        await WriteAsync(51, 60);
        await WriteAsync(hours, hours + 10);
        await WriteAsync((2 * hours) + 1, (2 * hours) + 10);
        var found = await FindAsync(downTo: 70);
        found.Ranges.ShouldBe([new TradeRange(51, 60), new TradeRange(hours, hours + 10), new TradeRange((2 * hours) + 1, (2 * hours) + 10)]);
        found.Damaged.ShouldBeEmpty();
    }

    /// <summary>The mark lies before what was looked at: what older files have is not asked for, or it would come to be here twice.</summary>
    [Fact]
    public async Task Feed_MarkIsOlderThanLookBack_KnowsWhatOlderFilesHave()
    {
        const long hours = 3 * 360_000;
        await WriteAsync(51, 60);
        await WriteAsync(hours, hours + 10);
        using var bench = new CaptureBench(writer: _writer);
        var feed = await bench.OpenAsync();
        feed.LastTradeId.ShouldBe(hours + 10);
        var before = await feed.FindBeforeAsync(40, TestContext.Current.CancellationToken);
        before.UpTo.ShouldBe(40);
        before.Here.ShouldBe([new(51, 60), new(hours, hours + 10)]);
    }

    [Fact]
    public async Task Desk_NewestFileIsDamaged_GoesOnAfterTheNextAndTells()
    {
        await WriteAsync(1, 70);
        Damage(await WriteAsync(71, 90), 10);
        using var bench = new CaptureBench(writer: _writer);
        (await bench.OpenAsync()).LastTradeId.ShouldBe(70);
        bench.Desk.Aside.There.ShouldBeNull("it was not looked for those of earlier processes");
        bench.Desk.Aside.Find(_directory.Path);
        var aside = bench.Desk.Aside.There.ShouldNotBeNull().Single();
        aside.ShouldEndWith(".damaged");

        var later = new AsideFiles();
        later.Find(_directory.Path);
        later.There.ShouldBe([aside], "a later process finds it, too");
        File.Delete(aside);
        later.There.ShouldBeEmpty();
    }

    private Task<FoundTrades> FindAsync(long? downTo = null) => _writer.FindTradesAsync(Bitcoin, Hour, downTo, TestContext.Current.CancellationToken);

    private async Task<string> WriteAsync(long from, long to)
    {
        var rows = new RowBuffer<Domain.Streams.AggTrade>(new CaptureMemory(1 << 30));
        for (var id = from; id <= to; id++)
            rows.Add(Trade(id));
        using var batch = new CaptureBatch<Domain.Streams.AggTrade>(Bitcoin, CaptureKind.AggTrade, rows);
        return (await _writer.WriteAsync(batch, TestContext.Current.CancellationToken)).Path;
    }

    /// <summary>Cuts a file off; a length below zero spoils a part of its footer instead.</summary>
    private static void Damage(string path, int length)
    {
        var bytes = File.ReadAllBytes(path);
        if (length >= 0)
            bytes = bytes[..length];
        else
            bytes.AsSpan(bytes.Length - 60, 40).Fill(0xFF);
        File.WriteAllBytes(path, bytes);
    }
}
