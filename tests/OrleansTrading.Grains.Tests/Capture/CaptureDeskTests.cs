using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet.Captures;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class CaptureDeskTests
{
    private const int NoSpace = 28;

    [Fact]
    public async Task Feed_EveryKind_IsWrittenAtTheRotation()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        feed.OnTrade(Trade(1), isRepaired: false);
        feed.OnFlowBucket(MemoryCaptureWriter.Bucket(5));
        feed.OnLiquidation(new Liquidation(1, 1, true, 2, 3, 4));
        feed.OnMarkPrice(new MarkPrice(1, 2, 3, 0.1, 9));
        feed.OnOpenInterest(new OpenInterest(5, 6));

        await bench.AdvanceAsync(TimeSpan.FromSeconds(59));
        bench.Writer.FileCount.ShouldBe(0);
        await bench.AdvanceAsync(TimeSpan.FromSeconds(1));

        bench.Writer.FileCount.ShouldBe(5);
        bench.Writer.TradeFiles(Bitcoin).Single().ShouldBe([Trade(1)]);
        bench.Writer.Flow(Bitcoin).ShouldBe([new FlowRow(MemoryCaptureWriter.Bucket(5), 1)]);
        bench.Desk.Memory.Used.ShouldBe(0);
        await bench.AdvanceAsync(TimeSpan.FromSeconds(60));
        bench.Writer.FileCount.ShouldBe(5, "what is empty makes no file");
    }

    [Fact]
    public async Task Feed_MarkPrices_AreRecordedOnceAMinuteAndWhenFundingChanges()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        for (var second = 0; second < 180; second++)
            feed.OnMarkPrice(new MarkPrice(1_000_000 + (second * 1000), 100 + second, 100, second < 90 ? 0.1 : 0.2, 9));
        await bench.FlushAsync();

        bench.Writer.Files<MarkPrice>(Bitcoin, CaptureKind.Funding).Single().Select(mark => (mark.EventTime - 1_000_000) / 1000).ShouldBe([0, 60, 90, 150]);
    }

    [Fact]
    public async Task Feed_ATradeToldTwice_IsRecordedOnce()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        foreach (var id in new long[] { 5, 6, 6, 9, 7, 5 })
            feed.OnTrade(Trade(id), isRepaired: false);
        await bench.FlushAsync();
        feed.OnTrade(Trade(9), isRepaired: true);
        feed.OnTrade(Trade(8), isRepaired: true);
        await bench.FlushAsync();

        bench.Writer.TradeFiles(Bitcoin).Select(file => file.Select(trade => trade.Id)).ShouldBe([[5, 6, 9, 7], [8]]);
        feed.LastTradeId.ShouldBe(9);
    }

    [Fact]
    public async Task Desk_KindsNotWanted_AreNotRecorded()
    {
        using var bench = new CaptureBench(options => options.Kinds = "Flow");
        var feed = await bench.OpenAsync();
        feed.OnTrade(Trade(1), isRepaired: false);
        feed.OnFlowBucket(MemoryCaptureWriter.Bucket(5));
        await bench.FlushAsync();
        bench.Writer.FileCount.ShouldBe(1);
        feed.LastTradeId.ShouldBeNull();
    }

    [Fact]
    public async Task Rows_BeyondTheThreshold_AreWrittenAtOnceAndEveryShorterInterval()
    {
        using var bench = new CaptureBench(streams: streams => streams.ExtremeTrafficThreshold = 100);
        var feed = await bench.OpenAsync();
        for (var id = 1; id <= 101; id++)
            feed.OnTrade(Trade(id), isRepaired: false);
        await bench.AdvanceAsync(TimeSpan.FromSeconds(1));
        (bench.Desk.Mode, bench.Writer.FileCount).ShouldBe((CaptureMode.Extreme, 1));

        feed.OnTrade(Trade(102), isRepaired: false);
        await bench.AdvanceAsync(TimeSpan.FromSeconds(30));
        (bench.Desk.Mode, bench.Writer.FileCount).ShouldBe((CaptureMode.Extreme, 2));
        await bench.AdvanceAsync(TimeSpan.FromSeconds(60));
        bench.Desk.Mode.ShouldBe(CaptureMode.Normal);
    }

    [Fact]
    public async Task Saver_ManyFiles_WritesAsManyAtOnceAsToldAndNoMore()
    {
        using var bench = new CaptureBench();
        bench.Writer.Hold();
        for (var i = 0; i < 6; i++)
            (await bench.OpenAsync(new($"binance", $"COIN{i}"))).OnTrade(Trade(1), isRepaired: false);
        bench.Desk.RotateAll();
        bench.Writer.Release();
        await bench.IdleAsync();
        bench.Writer.FileCount.ShouldBe(6);
        bench.Writer.MostAtOnce.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task Write_FailsForAMoment_IsTriedAgainWithItsRows()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        var failures = 2;
        bench.Writer.Failure = () => failures-- > 0 ? new IOException("made up") : null;
        feed.OnTrade(Trade(1), isRepaired: false);

        await bench.AdvanceAsync(TimeSpan.FromSeconds(66));

        bench.Writer.TradeFiles(Bitcoin).Single().ShouldBe([Trade(1)]);
        bench.Writer.Attempts.ShouldBe(3);
        bench.Desk.Saver.PausedBecause.ShouldBeNull();
    }

    [Fact]
    public async Task Disk_FullForAWhile_PausesAndGoesOnByItself()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        bench.Writer.Failure = () => new IOException("No space left on device", NoSpace);
        feed.OnTrade(Trade(1), isRepaired: false);
        await bench.FlushAsync();

        bench.Desk.Saver.PausedBecause.ShouldBe("No space left on device");
        feed.OnTrade(Trade(2), isRepaired: false);
        await bench.AdvanceAsync(TimeSpan.FromMinutes(5));
        bench.Writer.Attempts.ShouldBe(1, "only probes are written while the disk is full");
        bench.Writer.Probes.ShouldBeInRange(5, 20);

        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(3));
        bench.Desk.Saver.PausedBecause.ShouldBeNull();
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).ShouldBe([Trade(1), Trade(2)]);
    }

    [Fact]
    public async Task Disk_FullForLong_LetsTradesGoWithinTheBoundAndKnowsWhich()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 3 << 20);
        var feed = await bench.OpenAsync();
        bench.Writer.Failure = () => new IOException("No space left on device", NoSpace);
        feed.OnTrade(Trade(1), isRepaired: false);
        await bench.FlushAsync();
        for (var id = 2; id <= 100_000; id++)
        {
            feed.HasRoom.ShouldBeTrue("live state goes on while the disk is full");
            feed.OnTrade(Trade(id), isRepaired: false);
        }

        bench.Desk.Memory.Used.ShouldBeLessThanOrEqualTo(4 << 20);
        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(3));
        feed.OnTrade(Trade(100_001), isRepaired: false);

        feed.Resumptions.ShouldBe(1);
        feed.LastTradeId!.Value.ShouldBeInRange(2, 99_000);
        for (var id = feed.LastTradeId!.Value + 1; id <= 100_001; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        await bench.FlushAsync();
        feed.LastTradeId.ShouldBe(100_001);
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).Select(trade => trade.Id).Order().ShouldBe(Enumerable.Range(1, 100_001).Select(id => (long)id));
    }

    [Fact]
    public async Task Disk_TooSlow_MergesOrderFlowThenHoldsSymbolsBack()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 8 << 20);
        var feed = await bench.OpenAsync();
        bench.Writer.Hold();
        var (second, id) = (1_700_000_000L, 0L);
        var trades = new List<AggTrade>();
        while (feed.HasRoom)
        {
            for (var i = 0; i < 100; i++)
            {
                feed.OnFlowBucket(MemoryCaptureWriter.Bucket(second++));
                feed.OnTrade(Trade(++id), isRepaired: false);
                trades.Add(Trade(id));
            }

            bench.Time.Advance(TimeSpan.FromMilliseconds(500));
            bench.Desk.Tick();
        }

        bench.Desk.IsHoldingBack.ShouldBeTrue();
        bench.Desk.Memory.Used.ShouldBeLessThanOrEqualTo(8 << 20);
        var room = feed.WaitForRoomAsync(CancellationToken.None);
        room.IsCompleted.ShouldBeFalse();
        bench.Metrics.Totals[CaptureKind.Flow].Conflated.ShouldBeGreaterThan(100);

        bench.Writer.Release();
        await room.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.AdvanceAsync(TimeSpan.FromSeconds(61));
        bench.Desk.IsHoldingBack.ShouldBeFalse();
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).OrderBy(trade => trade.Id).SequenceEqual(trades).ShouldBeTrue("no trade is lost");
        bench.Writer.Flow(Bitcoin).Sum(row => row.Bucket.Trades).ShouldBe((int)id, "sums of order flow stay");
    }

    [Fact]
    public async Task Close_Feed_WritesWhatItHas()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        feed.OnTrade(Trade(1), isRepaired: false);
        await feed.DisposeAsync();
        bench.Writer.TradeFiles(Bitcoin).Single().ShouldBe([Trade(1)]);
        (await bench.OpenAsync()).LastTradeId.ShouldBe(1);
    }
}
