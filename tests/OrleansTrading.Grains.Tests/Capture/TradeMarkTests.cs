using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Contracts.Capture;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Capture.CaptureBench;

namespace OrleansTrading.Grains.Tests.Capture;

/// <summary>Up to which trade the recording is settled is never said of one that is in no file.</summary>
public sealed class TradeMarkTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Mark_OfTradesInMemory_IsNotThere()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        feed.Mark.ShouldBeNull("nothing is known");
        Tell(feed, 1, 10);
        feed.Settle(10);
        feed.Mark.ShouldBe(0);
        await bench.FlushAsync();
        feed.Mark.ShouldBe(10);
        Tell(feed, 11, 15);
        feed.Settle(15);
        feed.Mark.ShouldBe(10);
        feed.Settle(null);
        feed.Mark.ShouldBeNull("what others have is not known any more");
    }

    [Fact]
    public async Task Mark_OfTradesThatTheDiskDoesNotTake_StaysUntilTheyAreBroughtAgain()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20);
        var feed = await bench.OpenAsync();
        Tell(feed, 1, 10);
        feed.Settle(10);
        await bench.FlushAsync();
        bench.Writer.Failure = () => new IOException("full", 28);
        Tell(feed, 11, 20);
        await bench.FlushAsync();
        const int many = 100_000;
        Tell(feed, 21, many);
        feed.Settle(many);
        bench.Desk.MustLetGo.ShouldBeTrue("some were let go");
        feed.Mark.ShouldBe(10);

        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        await bench.FlushAsync();
        feed.Mark!.Value.ShouldBeInRange(10, many - 1, "those that were let go, or given up, are in no file");
        Tell(feed, feed.LastTradeId!.Value + 1, many);
        await bench.FlushAsync();
        await bench.AdvanceAsync(TimeSpan.FromMinutes(1));
        feed.Mark!.Value.ShouldBeInRange(10, many - 1, "nobody has said that no more will be brought");
        feed.EndBringing(feed.Resumptions).ShouldBeEmpty();
        feed.Mark.ShouldBe(many);
    }

    /// <summary>The disk was full for longer than trades may be asked for: what is not brought is told as lost once, and holds the mark no longer.</summary>
    [Fact]
    public async Task Mark_OfTradesThatWereLetGoAndNotBrought_GoesOnWhenTheyAreToldAsLost()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20);
        var feed = await bench.OpenAsync();
        bench.Writer.Failure = () => new IOException("full", 28);
        Tell(feed, 1, 10);
        await bench.FlushAsync();
        const int many = 100_000;
        Tell(feed, 11, many);
        feed.Settle(many);
        bench.Writer.Failure = () => null;
        await bench.AdvanceAsync(TimeSpan.FromMinutes(2));
        var after = feed.LastTradeId!.Value;
        feed.Mark.ShouldBe(after);
        Tell(feed, many - 1_000, many - 500);
        await bench.FlushAsync();
        feed.EndBringing(feed.Resumptions + 1).ShouldBeEmpty("there is more to be brought");
        feed.Mark.ShouldBe(after);
        feed.Withdraw([new(many - 600, many - 600)]);
        feed.EndBringing(feed.Resumptions).ShouldBeEmpty("one more was given up");
        bench.Desk.Tick();
        feed.Mark.ShouldBe(after);
        Tell(feed, many - 600, many - 600);
        await bench.FlushAsync();
        feed.EndBringing(feed.Resumptions).ShouldBe([new(after + 1, many - 1_001), new(many - 499, many)]);
        feed.Mark.ShouldBe(many);
        feed.EndBringing(feed.Resumptions).ShouldBeEmpty("once");
    }

    /// <summary>What this silo has had in memory since before another one had the symbol lies there too.</summary>
    [Fact]
    public async Task Mark_OfASymbolThatCameBack_IsNotBeforeWhatOthersHaveRecorded()
    {
        using var bench = new CaptureBench(options => options.MaxBufferedBytes = 1 << 20);
        var feed = await bench.OpenAsync();
        bench.Writer.Failure = () => new IOException("full", 28);
        Tell(feed, 1, 10);
        await bench.FlushAsync();
        Tell(feed, 11, 20_000);
        await feed.DisposeAsync();
        feed = await bench.OpenAsync();
        (await feed.FindBeforeAsync(19_000, TestContext.Current.CancellationToken)).UpTo.ShouldBe(19_000);
        feed.Settle(20_000);
        feed.Mark.ShouldBe(19_000);
        feed.Settle(7);
        feed.Mark.ShouldBe(0, "the market was set back: these ids mean others, and some may be in memory");
    }

    /// <summary>Gaps between ids, more than are kept of what is recorded, do not make a trade of another file count as written.</summary>
    [Fact]
    public async Task Mark_OfVeryManyGaps_NeitherClaimsWhatIsInMemoryNorStays()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        feed.Settle(20_000);
        for (var id = 1; id < 20_000; id += 2)
            Tell(feed, id, id);
        bench.Writer.Defect = batch => batch.Count == 1 ? new InvalidOperationException("made up") : null;
        await bench.FlushAsync();
        feed.Mark.ShouldBe(20_000);
        Tell(feed, 20_002, 20_002);
        feed.Settle(20_002);
        await bench.FlushAsync();
        feed.Mark.ShouldBe(20_001);
    }

    [Fact]
    public async Task Feed_ThatIsClosed_TakesNoTrade()
    {
        using var bench = new CaptureBench();
        var feed = await bench.OpenAsync();
        Tell(feed, 1, 5);
        await feed.DisposeAsync();
        Tell(feed, 6, 9);
        (await bench.OpenAsync()).LastTradeId.ShouldBe(5, "nobody would write them, so they are to be asked for");
    }

    [Fact]
    public async Task Mark_OfWhatIsWritten_IsKnownToOtherSilosAndOverRestarts()
    {
        var states = new FailingGrainStorage { IsAway = true };
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(1_767_225_600_000), services: states.AddAsDefaultTo);
        using var bench = new CaptureBench();
        var teller = new MarkTeller(cluster.Cluster.Client, bench.Time, NullLogger.Instance);
        bench.Desk.Closed = teller.TellLastAsync;
        var feed = await bench.OpenAsync();
        Tell(feed, 1, 10);
        feed.Settle(10);
        await bench.FlushAsync();
        await UntilAsync(() => Task.FromResult(states.Failures > 1));
        states.IsAway = false;
        var grain = cluster.Cluster.Client.GetGrain<IRecordedTradesGrain>("binance");
        await UntilAsync(async () => await grain.FindAsync(Bitcoin.Symbol) == 10);
        Tell(feed, 11, 12);
        feed.Settle(12);
        await bench.FlushAsync();
        await UntilAsync(async () => await grain.FindAsync(Bitcoin.Symbol) == 12);
        await grain.NoteAsync([new RecordedUpTo("ETHUSDT", 7), new RecordedUpTo(Bitcoin.Symbol, 3)]);
        (await grain.FindAsync("ETHUSDT"), await grain.FindAsync(Bitcoin.Symbol), await grain.FindAsync("SOLUSDT")).ShouldBe((7L, 3L, null));

        Tell(feed, 13, 14);
        feed.Settle(14);
        await feed.DisposeAsync();
        (await grain.FindAsync(Bitcoin.Symbol)).ShouldBe(14, "a symbol that is closed tells how far it has come");

        Task UntilAsync(Func<Task<bool>> isSo) => Eventually.TrueAsync(
            () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(5));
                teller.TellIfDue(bench.Desk.Feeds);
                return isSo();
            },
            Limit);
    }

    private static void Tell(CaptureFeed feed, long from, long to)
    {
        for (var id = from; id <= to; id++)
            feed.OnTrade(Trade(id), isRepaired: false);
    }
}
