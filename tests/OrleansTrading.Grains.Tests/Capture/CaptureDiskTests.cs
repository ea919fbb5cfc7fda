using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet.Captures;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class CaptureDiskTests
{
    private const int NoSpace = 28;
    private static readonly InstrumentId Ether = new("binance", "ETHUSDT");

    [Fact]
    public async Task Disk_FullWhileMissedTradesAreOnTheirWay_TakesThemWhenTheyCome()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 3 << 20);
        var (feed, late) = (await bench.OpenAsync(), await bench.OpenAsync(new("binance", "ETHUSDT")));
        bench.Writer.Failure = () => new IOException("No space left on device", NoSpace);
        feed.OnTrade(Trade(1), isRepaired: false);
        await bench.FlushAsync();
        // 2 to 9 did not come by the stream, and are being asked for.
        for (var id = 10; id <= 100_000; id++)
            feed.OnTrade(Trade(id), isRepaired: false);
        late.OnTrade(Trade(7), isRepaired: false);
        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(3));

        (feed.Resumptions, late.Resumptions).ShouldBe((1, 1));
        late.OnTrade(Trade(9), isRepaired: false);
        late.LastTradeId.ShouldBe(6, "of a symbol of which nothing could be recorded all that was let go is brought again");
        var after = feed.LastTradeId!.Value;
        after.ShouldBeInRange(10, 99_000);
        for (var id = 2; id <= 9; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        for (var id = after + 1; id <= 100_000; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        await bench.FlushAsync();
        feed.LastTradeId.ShouldBe(100_000);
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).Select(trade => trade.Id).Order().ShouldBe(Enumerable.Range(1, 100_000).Select(id => (long)id));
    }

    [Fact]
    public async Task Disk_ThatTakesAProbeAndNoFile_IsTriedAtGrowingDistance()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        bench.Writer.Failure = () => new IOException("No space left on device", NoSpace);
        bench.Writer.ProbesSucceed = true;
        feed.OnTrade(Trade(1), isRepaired: false);
        await bench.FlushAsync();
        await bench.AdvanceAsync(TimeSpan.FromMinutes(5));
        bench.Writer.Attempts.ShouldBeInRange(5, 20);
    }

    [Fact]
    public async Task Disk_FullWhileLiquidationsCome_TradesInMemoryMakeRoomAndAreBroughtAgain()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 3 << 20);
        var (feed, other) = (await bench.OpenAsync(), await bench.OpenAsync(Ether));
        await FillDiskAsync(bench, feed);
        for (var id = 2; id <= 80_000; id++)
            feed.OnTrade(Trade(id), isRepaired: false);
        for (var order = 1; order <= 20_000; order++)
        {
            other.HasRoom.ShouldBeTrue("live state goes on while the disk is full");
            other.OnLiquidation(Forced(order));
            if (order % 1_000 == 0)
                await bench.AdvanceAsync(TimeSpan.FromMilliseconds(500));
        }

        bench.Desk.IsHoldingBack.ShouldBeFalse();
        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(3));
        feed.Resumptions.ShouldBe(1);
        feed.LastTradeId.ShouldBe(0, "the oldest went first");
        for (var id = 1; id <= 80_000; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        await bench.FlushAsync();
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).Select(trade => trade.Id).Order().ShouldBe(Enumerable.Range(1, 80_000).Select(id => (long)id));
        bench.Metrics.Totals[CaptureKind.Liquidation].LetGo.ShouldBe(0);
        bench.Writer.Files<Liquidation>(Ether, CaptureKind.Liquidation).SelectMany(file => file).ShouldBe(Enumerable.Range(1, 20_000).Select(Forced));
    }

    [Fact]
    public async Task Disk_FullAndNothingLeftToLetGo_HoldsSymbolsBackWithinTheBoundAndLosesNoLiquidation()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20);
        var feed = await bench.OpenAsync();
        await FillDiskAsync(bench, feed);
        var taken = 0;
        while (feed.HasRoom)
        {
            feed.OnLiquidation(Forced(++taken));
            if (taken % 100 == 0)
                await bench.AdvanceAsync(TimeSpan.FromMilliseconds(500));
        }

        bench.Desk.Memory.Used.ShouldBeLessThanOrEqualTo(2 << 20);
        bench.Desk.Tick();
        bench.Desk.IsHoldingBack.ShouldBeTrue("which raises an alert");
        var room = feed.WaitForRoomAsync(CancellationToken.None);
        room.IsCompleted.ShouldBeFalse();
        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(3));
        await room.WaitAsync(TimeSpan.FromSeconds(30));
        bench.Desk.IsHoldingBack.ShouldBeFalse();
        bench.Writer.Files<Liquidation>(Bitcoin, CaptureKind.Liquidation).SelectMany(file => file).ShouldBe(Enumerable.Range(1, taken).Select(Forced));
    }

    private static async Task FillDiskAsync(CaptureBench bench, CaptureFeed feed)
    {
        bench.Writer.Failure = () => new IOException("No space left on device", NoSpace);
        feed.OnTrade(Trade(1), isRepaired: false);
        await bench.FlushAsync();
        bench.Desk.Saver.PausedBecause.ShouldNotBeNull();
    }

    private static Liquidation Forced(int order) => new(1_700_000_000_000 + order, 1_700_000_000_000 + order, true, 2, 3, order);
}
