using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolBookTests
{
    private const long Start = 1_767_225_600_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    [Fact]
    public async Task Book_CandlesStillWarming_IsNotAskedForAndComesAfterwards()
    {
        await using var cluster = await StartAsync();
        cluster.Venue.HoldAnswers();
        var stream = await FollowAsync(cluster);
        stream.SendDepth(Diff(9, 10));
        (await BookAsync(cluster, book => book.Phase == BookPhase.Syncing)).Bids.ShouldBeEmpty();
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Venue.KlineRequests > 0), Limit);
        cluster.Venue.DepthRequests.ShouldBe(0);

        cluster.Venue.ReleaseAnswers();
        var book = await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        (book.LastUpdateId, book.Resyncs, cluster.Venue.DepthRequests).ShouldBe((10, 0, 1));
        book.Bids.ShouldBe([new BookLevel(100, 1), new BookLevel(99, 2)]);
        book.Asks.ShouldBe([new BookLevel(101, 3)]);
        (book.Spread, book.Imbalance).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Book_DiffsDuringTheRequest_AreAppliedOnceItHasCome()
    {
        await using var cluster = await StartAsync();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Venue.DepthHeld = answer.Task;
        var stream = await FollowAsync(cluster);
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Venue.DepthRequests == 1), Limit);
        stream.SendDepth(Diff(8, 10, bid: new(100, 50)));
        stream.SendDepth(Diff(10, 12, bid: new(100, 7)));
        stream.SendDepth(Diff(12, 13, bid: new(99, 0)));

        answer.SetResult();
        var book = await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        book.Bids.ShouldBe([new BookLevel(100, 7)]);
        (book.LastUpdateId, book.EventTime).ShouldBe((13, 13_000));
    }

    [Fact]
    public async Task Book_DiffMissing_IsNotBelievedUntilItIsBegunAnew()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        stream.SendDepth(Diff(10, 11, bid: new(100, 4)));
        stream.SendDepth(Diff(10, 11, bid: new(100, 9)));
        (await GetAsync(cluster)).Bids[0].ShouldBe(new BookLevel(100, 4));

        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (cluster.Venue.DepthHeld, cluster.Venue.Depth) = (answer.Task, Snapshot(20, bid: 90));
        stream.SendDepth(Diff(15, 16, bid: new(100, 5)));
        var lost = await GetAsync(cluster);
        (lost.Phase, lost.Bids.Length, lost.Asks.Length).ShouldBe((BookPhase.Syncing, 0, 0));

        answer.SetResult();
        var book = await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        (book.LastUpdateId, book.Resyncs, book.Bids[0].Price).ShouldBe((20, 1, 90));
    }

    [Fact]
    public async Task Book_StreamInterrupted_IsNotBelievedUntilItIsBegunAnew()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        await BookAsync(cluster, book => book.Phase == BookPhase.Live);

        stream.Interrupt();
        (await GetAsync(cluster)).Phase.ShouldBe(BookPhase.Syncing);
        cluster.Venue.Depth = Snapshot(30, bid: 95);
        stream.Connect();
        var book = await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        (book.LastUpdateId, book.Bids[0].Price).ShouldBe((30, 95));
    }

    [Fact]
    public async Task Book_RequestFails_IsAskedForAgain()
    {
        await using var cluster = await StartAsync();
        cluster.Venue.DepthFailure = new VenueException(ErrorKind.Unavailable, isTransient: true, "no books today");
        await FollowAsync(cluster);
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Venue.DepthRequests >= 2), Limit);
        (await GetAsync(cluster)).Phase.ShouldBe(BookPhase.Syncing);

        cluster.Venue.DepthFailure = null;
        await BookAsync(cluster, book => book.Phase == BookPhase.Live);
    }

    [Fact]
    public async Task Book_BudgetShort_WaitsForIt()
    {
        await using var cluster = await StartAsync();
        cluster.Venue.BudgetWait = TimeSpan.FromSeconds(1);
        await FollowAsync(cluster);
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        cluster.Venue.DepthRequests.ShouldBe(0);

        cluster.Venue.BudgetWait = TimeSpan.Zero;
        await BookAsync(cluster, book => book.Phase == BookPhase.Live);
    }

    [Fact]
    public async Task Book_OfAVenueThatStreamsIt_BeginsWithTheWholeAndShowsTheCheckedLevels()
    {
        await using var cluster = await StartAsync();
        cluster.Venue.Capabilities = VenueCapabilities.Everything with { StreamedBook = new StreamedBook(Levels: 3, CheckedLevels: 2) };
        var stream = await FollowAsync(cluster);
        stream.SendDepth(new DepthUpdate(5, 1, 1, 0, [new(100, 1), new(99, 1), new(98, 1)], [new(101, 1)], isSnapshot: true));
        stream.SendDepth(new DepthUpdate(6, 2, 2, 1, [new(100.5, 1)], []));

        var book = await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        (book.LastUpdateId, cluster.Venue.DepthRequests).ShouldBe((2, 0));
        book.Bids.ShouldBe([new BookLevel(100.5, 1), new BookLevel(100, 1)]);
    }

    [Fact]
    public async Task Book_LeftOut_IsNotSubscribedAndAbsent()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start), market: options => options.Streams = "Trade");
        var stream = await FollowAsync(cluster);
        stream.Requested.Select(request => request.Kind).ShouldBe([StreamKind.Kline, StreamKind.Trade]);
        (await GetAsync(cluster)).Phase.ShouldBe(BookPhase.Absent);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1000, 2)]
    public async Task Book_LevelsAsked_AreTheBest(int asked, int expected)
    {
        await using var cluster = await StartAsync();
        await FollowAsync(cluster);
        await BookAsync(cluster, book => book.Phase == BookPhase.Live);
        (await cluster.Symbol(Instrument).GetBookAsync(asked)).Bids.Select(level => level.Price).ShouldBe(new[] { 100d, 99 }.Take(expected));
    }

    private static async Task<MarketCluster> StartAsync()
    {
        var venue = new FakeVenue(Start + 30_000) { Depth = Snapshot(10, bid: 100) };
        return await MarketCluster.StartAsync(venue, services: services => services.Configure<BooksOptions>(options =>
        {
            options.ResyncPause = TimeSpan.FromMilliseconds(50);
            options.LongestResyncPause = TimeSpan.FromMilliseconds(100);
        }));
    }

    private static OrderBookSnapshot Snapshot(long id, double bid) => new(id, id * 1_000, [new(bid, 1), new(bid - 1, 2)], [new(bid + 1, 3)]);

    private static DepthUpdate Diff(long previous, long final, BookLevel? bid = null) =>
        new(final * 1_000, previous + 1, final, previous, bid is { } level ? new[] { level } : [], []);

    private static Task<OrderBookView> GetAsync(MarketCluster cluster) => cluster.Symbol(Instrument).GetBookAsync(10);

    private static Task<OrderBookView> BookAsync(MarketCluster cluster, Func<OrderBookView, bool> until) =>
        Eventually.GetAsync(() => GetAsync(cluster), until, Limit);

    private static async Task<FakeSubscription> FollowAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        return stream;
    }
}
