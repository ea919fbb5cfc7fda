using OrleansTrading.Storage.Files;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.Files;

public sealed class FileMarketStoreTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_AfterDispose_HoldsWhatWasSaved()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, 100));
        await using var again = _directory.Open();
        (await again.ReadAsync()).ShouldBe(Range(0, 100));
        (await again.ListSeriesAsync(TestContext.Current.CancellationToken)).ShouldBe([new StoredSeries(Bitcoin, Interval)]);
        _directory.Log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_DirectoryInUse_SaysSo()
    {
        await using var store = _directory.Open();
        var thrown = Should.Throw<IOException>(() => _directory.Open());
        thrown.Message.ShouldContain(Path.Combine(_directory.Root, "main"));
        thrown.Message.ShouldContain("another process");
        await store.DisposeAsync();
        await using var next = _directory.Open();
    }

    [Fact]
    public async Task Save_SameValuesAgain_WritesNothing()
    {
        await using var store = _directory.Open();
        await store.SaveAsync(Range(0, 100));
        var length = new FileInfo(_directory.SegmentPath()).Length;
        await store.SaveAsync(Range(0, 100));
        await store.SaveAsync(Range(90, 10));
        new FileInfo(_directory.SegmentPath()).Length.ShouldBe(length);
        length.ShouldBe(SegmentFormat.HeaderSize + (100 * SegmentFormat.RecordSize));
    }

    [Fact]
    public async Task Save_SameValuesAgainAfterReopening_WritesNothing()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync([.. Range(50, 50), Of(3), Of(75, variant: 1)]);
        var length = new FileInfo(_directory.SegmentPath()).Length;
        await using var again = _directory.Open();
        await again.SaveAsync([Of(3), .. Range(50, 25), Of(75, variant: 1)]);
        new FileInfo(_directory.SegmentPath()).Length.ShouldBe(length);
    }

    [Fact]
    public async Task Save_OlderMonth_GoesToItsOwnFile()
    {
        await using var store = _directory.Open();
        await store.SaveAsync(Range(0, 3));
        var length = new FileInfo(_directory.SegmentPath()).Length;
        await store.SaveAsync(Range(-3, 3));
        new FileInfo(_directory.SegmentPath()).Length.ShouldBe(length);
        File.Exists(_directory.SegmentPath("2025-12.klines")).ShouldBeTrue();
    }

    [Fact]
    public async Task ReadLatest_LongOrderedSegment_ReadsOnlyItsEnd()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, 20_000));
        Flip(_directory.SegmentPath(), record: 10);
        await using var again = _directory.Open();
        (await again.LatestAsync(300)).ShouldBe(Range(19_700, 300));
        (await again.ReadAsync(TimeOf(15_000), TimeOf(15_010))).ShouldBe(Range(15_000, 11));
        await again.SaveAsync(Range(19_990, 20));
        _directory.Log.Lines.ShouldBeEmpty();

        (await again.ReadAsync()).Count.ShouldBe(20_009);
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldContain("record 10");
    }

    [Fact]
    public async Task ReadLatest_OnceRepairedSegment_ReadsOnlyItsEndAgainWhenEnoughFollows()
    {
        await using (var store = _directory.Open())
        {
            await store.SaveAsync(Range(0, 1000));
            await store.SaveAsync(Of(500, variant: 1));
            await store.SaveAsync(Range(1000, 300));
        }

        Flip(_directory.SegmentPath(), record: 10);
        await using var again = _directory.Open();
        (await again.LatestAsync(300)).ShouldBe(Range(1000, 300));
        _directory.Log.Lines.ShouldBeEmpty();
        (await again.LatestAsync(301)).ShouldBe(Range(999, 301));
        _directory.Log.Lines.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Save_ManyReplaced_RewritesTheFileInOrder()
    {
        await using var store = _directory.Open();
        await store.SaveAsync(Range(100, 200));
        await store.SaveAsync(Range(0, 100, variant: 1));
        _directory.Log.Lines.ShouldHaveSingleItem().ShouldStartWith("Rewrote");
        (await store.ReadAsync()).ShouldBe([.. Range(0, 100, variant: 1), .. Range(100, 200)]);
        Directory.GetFiles(Path.GetDirectoryName(_directory.SegmentPath())!).ShouldBe([_directory.SegmentPath()]);

        await store.SaveAsync(Range(100, 200, variant: 2));
        new FileInfo(_directory.SegmentPath()).Length.ShouldBe(SegmentFormat.HeaderSize + (300 * SegmentFormat.RecordSize));
        await store.DisposeAsync();
        await using var again = _directory.Open();
        (await again.ReadAsync()).ShouldBe([.. Range(0, 100, variant: 1), .. Range(100, 200, variant: 2)]);
    }

    [Fact]
    public async Task Open_RewriteWasInterrupted_TemporaryFileIsRemoved()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Range(0, 5));
        await File.WriteAllBytesAsync(_directory.SegmentPath() + ".tmp", new byte[100]);
        await using var again = _directory.Open();
        (await again.ReadAsync()).ShouldBe(Range(0, 5));
        File.Exists(_directory.SegmentPath() + ".tmp").ShouldBeFalse();
    }

    [Fact]
    public async Task Save_WithinFlushInterval_ReachesTheDiskOnceAtItsEnd()
    {
        await using var store = _directory.Open(flushInterval: TimeSpan.FromSeconds(5));
        await store.SaveAsync(Of(0));
        await store.SaveAsync(Of(1), Of(-1));
        _directory.Time.Advance(TimeSpan.FromSeconds(4.9));
        store.Flushed.ShouldBe(0);
        _directory.Time.Advance(TimeSpan.FromSeconds(0.1));
        store.Flushed.ShouldBe(2);
        _directory.Time.ArmedTimers.ShouldBe(0);

        await store.SaveAsync(Of(2));
        await store.DisposeAsync();
        store.Flushed.ShouldBe(3);
    }

    [Fact]
    public async Task Save_NoFlushInterval_ReachesTheDiskEachTime()
    {
        await using var store = _directory.Open(flushInterval: TimeSpan.Zero);
        await store.SaveAsync(Of(0));
        store.Flushed.ShouldBe(1);
        await store.SaveAsync(Of(0));
        store.Flushed.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_AfterDispose_Throw()
    {
        var store = _directory.Open();
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => store.SaveAsync(Of(0)));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.LatestAsync());
    }

    [Fact]
    public async Task Save_CallerChangesItsListMeanwhile_SavesWhatWasHandedOver()
    {
        await using var store = _directory.Open();
        var list = Range(0, 500).ToList();
        var saving = store.SaveKlinesAsync(Bitcoin, Interval, list, TestContext.Current.CancellationToken);
        list.Clear();
        await saving;
        (await store.ReadAsync()).ShouldBe(Range(0, 500));
    }

    [Fact]
    public async Task Save_ManySeriesAtOnce_StaysWithinOpenFiles()
    {
        await using var store = _directory.Open(maxOpenFiles: 1);
        var token = TestContext.Current.CancellationToken;
        var symbols = Enumerable.Range(0, 50).Select(i => new Domain.Instruments.InstrumentId("binance", $"S{i}USDT")).ToArray();
        await Task.WhenAll(symbols.Select(symbol => store.SaveKlinesAsync(symbol, Interval, Range(0, 10), token)));
        (await store.ListSeriesAsync(token)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Save_FolderIsInTheWay_ThrowsWithThePathAndSavesLater()
    {
        await using var store = _directory.Open();
        Directory.CreateDirectory(_directory.SegmentPath());
        (await Should.ThrowAsync<IOException>(() => store.SaveAsync(Of(0)))).Message.ShouldContain(_directory.SegmentPath());
        Directory.Delete(_directory.SegmentPath());
        (await store.ReadAsync()).ShouldBeEmpty();
        await store.SaveAsync(Of(0));
        (await store.ReadAsync()).ShouldBe([Of(0)]);
    }

    [Fact]
    public async Task Save_DiskIsFull_ThrowsAndDoesNotCountAsSaved()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, a disk that is always full");
        await using var store = _directory.Open();
        Directory.CreateDirectory(Path.GetDirectoryName(_directory.SegmentPath())!);
        File.CreateSymbolicLink(_directory.SegmentPath(), "/dev/full");
        (await Should.ThrowAsync<IOException>(() => store.SaveAsync(Range(0, 3)))).Message.ShouldContain(_directory.SegmentPath());
        (await store.ReadAsync()).ShouldBeEmpty();

        File.Delete(_directory.SegmentPath());
        await store.SaveAsync(Range(0, 3));
        (await store.ReadAsync()).ShouldBe(Range(0, 3));
    }

    [Fact]
    public async Task Open_FileOfAnotherSeries_IsRefused()
    {
        await using (var store = _directory.Open())
            await store.SaveAsync(Of(0));
        await using var again = _directory.Open();
        var target = Path.Combine(_directory.Root, "main", "klines", "binance~ETHUSDT~1m");
        Directory.CreateDirectory(target);
        File.Copy(_directory.SegmentPath(), Path.Combine(target, "2026-01.klines"));
        var thrown = await Should.ThrowAsync<InvalidDataException>(() =>
            again.ReadLatestKlinesAsync(new Domain.Instruments.InstrumentId("binance", "ETHUSDT"), Interval, 1, TestContext.Current.CancellationToken));
        thrown.Message.ShouldContain("binance:ETHUSDT");
    }

    private static void Flip(string path, int record)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[(int)SegmentFile.OffsetOf(record) + 20] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
