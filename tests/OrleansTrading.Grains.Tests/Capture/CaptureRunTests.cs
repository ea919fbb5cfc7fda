using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

/// <summary>Whole runs: failing disks, bursts, processes that are killed. What is in the files is what was sent, each id once.</summary>
public sealed class CaptureRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Run_DiskThatFailsAndProcessThatDies_EachTradeIsInOneFile(int seed)
    {
        var random = new Random(seed);
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20, streams => streams.ExtremeTrafficThreshold = 5000);
        var chance = 0.0;
        bench.Writer.Failure = () => random.NextDouble() < chance ? new IOException("made up", random.Next(3) == 0 ? 28 : 0) : null;
        var newest = 0L;
        var feed = await bench.OpenAsync();
        var resumed = 0;
        for (var minute = 0; minute < 40; minute++)
        {
            chance = random.Next(4) == 0 ? random.NextDouble() : 0;
            for (var second = 0; second < 60; second += 5)
            {
                for (var burst = random.Next(1, 1200); burst > 0; burst--)
                    feed.OnTrade(Trade(++newest), isRepaired: false);
                await bench.AdvanceAsync(TimeSpan.FromSeconds(5));
                resumed = TellAgain(feed, resumed, newest);
            }

            if (random.Next(8) == 0)
            {
                bench.Kill();
                (feed, resumed) = (await bench.OpenAsync(), 0);
                Tell(feed, (feed.LastTradeId ?? 0) + 1, newest);
            }
        }

        chance = 0;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(5));
        TellAgain(feed, resumed, newest);
        await bench.FlushAsync();
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));

        var ids = bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).Select(trade => trade.Id).ToList();
        ids.Count.ShouldBe((int)newest, $"seed {seed}");
        ids.Distinct().Count().ShouldBe(ids.Count, $"seed {seed}");
        bench.Desk.Memory.Used.ShouldBe(0);
    }

    [Fact]
    public async Task Burst_TenTimesForTenMinutes_StaysWithinMemoryAndLosesNoTrade()
    {
        const int symbols = 20, normal = 50;
        const long bound = 16L << 20;
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = bound);
        var feeds = new List<CaptureFeed>();
        for (var i = 0; i < symbols; i++)
            feeds.Add(await bench.OpenAsync(new("binance", $"COIN{i}")));
        var (newest, peak, heldBack) = (new long[symbols], 0L, 0);
        var pending = new int[symbols];
        for (var second = 0; second < 600; second++)
        {
            // The disk takes nothing for three minutes in the midst of it.
            if (second == 200)
                bench.Writer.Hold();
            if (second == 380)
                bench.Writer.Release();
            for (var i = 0; i < symbols; i++)
            {
                feeds[i].OnFlowBucket(MemoryCaptureWriter.Bucket(1_700_000_000 + second));
                pending[i] += 10 * normal;
                // As a symbol does: what cannot be taken stays with the socket.
                for (; pending[i] > 0 && feeds[i].HasRoom; pending[i]--)
                    feeds[i].OnTrade(Trade(++newest[i]), isRepaired: false);
                heldBack += pending[i] > 0 ? 1 : 0;
                peak = Math.Max(peak, bench.Desk.Memory.Used);
            }

            bench.Time.Advance(TimeSpan.FromSeconds(1));
            bench.Desk.Tick();
            if (second is < 200 or >= 380)
                await bench.IdleAsync();
        }

        for (var i = 0; i < symbols; i++)
        {
            for (; pending[i] > 0; pending[i]--)
                feeds[i].OnTrade(Trade(++newest[i]), isRepaired: false);
        }

        await bench.FlushAsync();
        peak.ShouldBeLessThanOrEqualTo(bound);
        heldBack.ShouldBeGreaterThan(0, "the disk stood still for longer than memory lasts");
        for (var i = 0; i < symbols; i++)
        {
            var ids = bench.Writer.TradeFiles(feeds[i].Instrument).SelectMany(file => file).Select(trade => trade.Id).Order().ToList();
            ids.Count.ShouldBe(600 * 10 * normal);
            ids.SequenceEqual(Enumerable.Range(1, ids.Count).Select(id => (long)id)).ShouldBeTrue($"{feeds[i].Instrument}: each trade once");
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Files_OnADisk_HoldEachTradeOnceThroughKills(int seed)
    {
        var random = new Random(seed);
        using var directory = new TemporaryDirectory();
        var newest = 0L;
        for (var run = 0; run < 6; run++)
        {
            using var files = new CaptureDirectory(directory.Path);
            using var bench = new CaptureBench(writer: new ParquetCaptureWriter(files));
            var feed = await bench.OpenAsync();
            Tell(feed, (feed.LastTradeId ?? 0) + 1, newest);
            for (var minute = 0; minute < random.Next(1, 5); minute++)
            {
                Tell(feed, newest + 1, newest += random.Next(1, 400));
                await bench.AdvanceAsync(TimeSpan.FromSeconds(60));
            }

            // These are lost with the process, and asked for by the next.
            Tell(feed, newest + 1, newest += random.Next(1, 400));
            File.WriteAllText(Path.Combine(directory.Path, "unfinished.parquet.tmp"), "left behind");
        }

        using var last = new CaptureDirectory(directory.Path);
        using var end = new CaptureBench(writer: new ParquetCaptureWriter(last));
        var final = await end.OpenAsync();
        Tell(final, final.LastTradeId!.Value + 1, newest);
        await end.FlushAsync();

        File.Exists(Path.Combine(directory.Path, "unfinished.parquet.tmp")).ShouldBeFalse();
        var ids = Directory.EnumerateFiles(directory.Path, "*.parquet", SearchOption.AllDirectories).SelectMany(IdsOf).Order().ToList();
        ids.SequenceEqual(Enumerable.Range(1, (int)newest).Select(id => (long)id)).ShouldBeTrue($"seed {seed}: {ids.Count} of {newest}");
    }

    private static long[] IdsOf(string path)
    {
        using var stream = CaptureCatalogue.Open(path);
        var reader = new ParquetFileReader(stream);
        var ids = Enumerable.Range(0, reader.RowGroups).SelectMany(group => reader.Read<long>(group, 0)).ToArray();
        ids.ShouldBeInOrder();
        return ids;
    }

    private static int TellAgain(CaptureFeed feed, int resumed, long newest)
    {
        if (feed.Resumptions != resumed)
            Tell(feed, (feed.LastTradeId ?? 0) + 1, newest);
        return feed.Resumptions;
    }

    private static void Tell(CaptureFeed feed, long from, long to)
    {
        for (var id = from; id <= to; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
    }
}
