using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

/// <summary>Rows that cannot be written though the disk is well, and rows that could never be.</summary>
public sealed class CaptureDefectTests
{
    private static readonly InstrumentId Ether = new("binance", "ETHUSDT");

    [Fact]
    public async Task Write_FailsForAnotherReason_IsKeptAndTriedAgainWhileOthersAreWritten()
    {
        using var bench = new CaptureBench();
        var (feed, other) = (await bench.OpenAsync(), await bench.OpenAsync(Ether));
        bench.Writer.Defect = batch => batch.Instrument == Bitcoin ? new InvalidOperationException("made up") : null;
        feed.OnTrade(Trade(1), isRepaired: false);
        feed.OnLiquidation(new Liquidation(1, 1, true, 2, 3, 4));
        for (var minute = 1; minute <= 10; minute++)
        {
            other.OnTrade(Trade(minute), isRepaired: false);
            await bench.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        bench.Writer.TradeFiles(Ether).Count.ShouldBe(10, "one that cannot be written holds up no other");
        (bench.Writer.Attempts - 10).ShouldBeInRange(2 * CaptureSaver.StuckAfter, 40, "at growing distance");
        bench.Desk.Saver.PausedBecause.ShouldBeNull();
        bench.Desk.Saver.Trouble.ShouldNotBeNull().ShouldStartWith("2 rows in 2 files wait, 0 rows were given up since the start. made up");

        bench.Writer.Defect = _ => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        bench.Writer.TradeFiles(Bitcoin).Single().ShouldBe([Trade(1)]);
        bench.Writer.Files<Liquidation>(Bitcoin, CaptureKind.Liquidation).Count.ShouldBe(1);
        bench.Desk.Memory.Used.ShouldBe(0);
        bench.Desk.Saver.Trouble.ShouldBeNull();
    }

    /// <summary>Whatever fails after the file is there: its rows must not come to be in another.</summary>
    [Fact]
    public async Task Write_WhatFollowsFails_IsNotWrittenAgain()
    {
        using var bench = new CaptureBench();
        var saver = new CaptureSaver(bench.Writer, 1, bench.Metrics, bench.Time, NullLogger.Instance) { Written = _ => throw new InvalidOperationException("made up") };
        var rows = new RowBuffer<AggTrade>(bench.Desk.Memory);
        rows.Add(Trade(1));
        var batch = new CaptureBatch<AggTrade>(Bitcoin, CaptureKind.AggTrade, rows);
        saver.Enqueue(batch);
        saver.Pump();
        await batch.Done.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await saver.WhenIdleAsync();
        (bench.Writer.Attempts, saver.Waiting.Batches, bench.Desk.Memory.Used).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Stuck_TriedAgainAtThisMoment_IsTroubleStill()
    {
        using var bench = new CaptureBench();
        bench.Writer.Defect = _ => new InvalidOperationException("made up");
        (await bench.OpenAsync()).OnTrade(Trade(1), isRepaired: false);
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        bench.Desk.Saver.Trouble.ShouldNotBeNull();

        bench.Writer.Hold();
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        bench.Desk.Tick();
        bench.Desk.Saver.Waiting.ShouldBe((1, 0), "it is under way");
        bench.Desk.Saver.Trouble.ShouldNotBeNull("or the alert would be cleared and raised again with each attempt");
        bench.Writer.Release();
        await bench.IdleAsync();
    }

    [Fact]
    public async Task Stuck_MoreThanMayBeKept_TradesAreWithdrawnAndBroughtAgainLiquidationsStay()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 4 << 20);
        var feed = await bench.OpenAsync();
        bench.Writer.Defect = _ => new InvalidOperationException("made up");
        feed.OnLiquidation(new Liquidation(1, 1, true, 2, 3, 4));
        for (var id = 1; id <= 30_000; id++)
        {
            feed.OnTrade(Trade(id), isRepaired: false);
            if (id % 10_000 == 0)
                await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        }

        feed.Resumptions.ShouldBeGreaterThan(0);
        feed.LastTradeId.ShouldBe(0, "the oldest went first");
        bench.Desk.Memory.Used.ShouldBeLessThanOrEqualTo(2 << 20);
        bench.Desk.Saver.Trouble.ShouldNotBeNull().ShouldNotContain(" 0 rows were given up");

        bench.Writer.Defect = _ => null;
        for (var id = feed.LastTradeId!.Value + 1; id <= 30_000; id++)
            feed.OnTrade(Trade(id), isRepaired: true);
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        bench.Writer.TradeFiles(Bitcoin).SelectMany(file => file).Select(trade => trade.Id).Order().ShouldBe(Enumerable.Range(1, 30_000).Select(id => (long)id));
        bench.Writer.Files<Liquidation>(Bitcoin, CaptureKind.Liquidation).Count.ShouldBe(1);
        feed.LastTradeId.ShouldBe(30_000);
        await bench.AdvanceAsync(TimeSpan.FromHours(1));
        bench.Desk.Saver.Trouble.ShouldBeNull("an hour without another loss");
    }

    [Fact]
    public async Task Stuck_GivenUpAfterTheSymbolWasClosed_TheNextFeedBringsThemAgain()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20);
        var feed = await bench.OpenAsync();
        bench.Writer.Defect = _ => new InvalidOperationException("made up");
        for (var id = 1; id <= 10_000; id++)
            feed.OnTrade(Trade(id), isRepaired: false);
        var closing = feed.DisposeAsync();
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        await closing;

        feed = await bench.OpenAsync();
        bench.Writer.Defect = _ => null;
        bench.Desk.Tick();
        (feed.Resumptions, feed.LastTradeId).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(1_700_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task Row_OfAnImpossibleTime_IsRefusedAndSpoilsNoOther(long time)
    {
        using var directory = new TemporaryDirectory();
        using var files = new CaptureDirectory(directory.Path);
        using var bench = new CaptureBench(writer: new ParquetCaptureWriter(files));
        var feed = await bench.OpenAsync();
        for (var round = 0; round < 2; round++)
        {
            var good = Trade(1 + round).EventTime;
            feed.OnTrade(Trade(1 + round), isRepaired: false);
            feed.OnTrade(Trade(10 + round) with { EventTime = time }, isRepaired: false);
            feed.OnFlowBucket(MemoryCaptureWriter.Bucket(5 + round));
            feed.OnFlowBucket(MemoryCaptureWriter.Bucket(6) with { OpenTime = time });
            feed.OnLiquidation(new Liquidation(good, good, true, 2, 3, 4));
            feed.OnLiquidation(new Liquidation(time, good, true, 2, 3, 4));
            feed.OnLiquidation(new Liquidation(good, time, true, 2, 3, 4));
            feed.OnMarkPrice(new MarkPrice(good, 2, 3, 0.1 + round, 9));
            feed.OnMarkPrice(new MarkPrice(time, 2, 3, 0.3, 9));
            feed.OnMarkPrice(new MarkPrice(good, 2, 3, 0.3, time));
            feed.OnOpenInterest(new OpenInterest(5 + round, good));
            feed.OnOpenInterest(new OpenInterest(6, time));
        }

        await bench.FlushAsync();

        bench.Desk.Saver.Trouble.ShouldBeNull();
        bench.Desk.Memory.Used.ShouldBe(0);
        feed.LastTradeId.ShouldBe(2, "what was refused does not count as recorded");
        CaptureKinds.All.Select(kind => (bench.Metrics.Totals[kind].Rows, bench.Metrics.Totals[kind].Refused))
            .ShouldBe(CaptureKinds.All.Select(kind => (2L, kind is CaptureKind.Liquidation or CaptureKind.Funding ? 4L : 2L)));
    }
}
