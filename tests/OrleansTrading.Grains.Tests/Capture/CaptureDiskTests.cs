using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class CaptureDiskTests
{
    private const int NoSpace = 28;

    [Fact]
    public async Task Disk_FullWhileMissedTradesAreOnTheirWay_TakesThemWhenTheyCome()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20);
        var (feed, late) = (await bench.OpenAsync(), await bench.OpenAsync(new("binance", "ETHUSDT")));
        bench.Writer.Failure = () => new IOException("No space left on device", NoSpace);
        feed.OnTrade(Trade(1), isRepaired: false);
        await bench.FlushAsync();
        // 2 to 9 did not come by the stream, and are being asked for.
        for (var id = 10; id <= 50_000; id++)
            feed.OnTrade(Trade(id), isRepaired: false);
        late.OnTrade(Trade(7), isRepaired: false);
        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(3));

        (feed.Resumptions, late.Resumptions).ShouldBe((1, 1));
        late.OnTrade(Trade(9), isRepaired: false);
        late.LastTradeId.ShouldBe(6, "of a symbol of which nothing could be recorded all that was let go is brought again");
        var after = feed.LastTradeId!.Value;
        after.ShouldBeInRange(10, 49_000);
        for (var id = 2; id <= 9; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        for (var id = after + 1; id <= 50_000; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        await bench.FlushAsync();
        feed.LastTradeId.ShouldBe(50_000);
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).Select(trade => trade.Id).Order().ShouldBe(Enumerable.Range(1, 50_000).Select(id => (long)id));
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
}
