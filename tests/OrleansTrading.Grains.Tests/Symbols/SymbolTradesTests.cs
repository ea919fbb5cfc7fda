using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed partial class SymbolTradesTests : IAsyncDisposable
{
    private const long Start = 1_767_225_600_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    private readonly RecordingCapture _capture = new();
    private readonly FakeVenue _venue = new(Start + 30_000);

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    private RecordingFeed Feed => _capture.FeedOf(Instrument);

    [Fact]
    public async Task Trades_MissedByTheStream_AreAskedForAndToldOnce()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, 1, 2, 2, 9, 4, 1, 10);

        await UntilToldAsync(10);

        Feed.Trades.Select(told => told.Trade).OrderBy(trade => trade.Id).ShouldBe(Enumerable.Range(1, 10).Select(id => At(id)));
        Feed.Trades.Where(told => told.IsRepaired).Select(told => told.Trade.Id).ShouldBe([3L, 5, 6, 7, 8]);
        // The repaired ones are older than the last price.
        (await cluster.Symbol(Instrument).GetSnapshotAsync()).LastPrice.ShouldBe(At(10).Price);
    }

    [Fact]
    public async Task Trades_StreamInterrupted_AreFoundWithoutAnotherTrade()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, 1, 2);
        await UntilToldAsync(2);
        await Eventually.TrueAsync(async () => (await cluster.Symbol(Instrument).GetSnapshotAsync()).LastPrice == At(2).Price, Limit);
        stream.Interrupt();
        Exist(upTo: 2_500);

        await UntilToldAsync(2_500);

        Feed.Trades.Select(told => told.Trade.Id).ShouldBe(Enumerable.Range(1, 2_500).Select(id => (long)id));
        (await cluster.Symbol(Instrument).GetSnapshotAsync()).LastPrice.ShouldBe(At(2_500).Price);
        stream.Connect();
        Send(stream, 2_500, 2_501);
        await UntilToldAsync(2_501);
    }

    [Fact]
    public async Task Trades_AfterARestart_GoOnWhereTheRecordingEnds()
    {
        Feed.LastTradeId = 5;
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, 20);
        await UntilToldAsync(15);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe(Enumerable.Range(6, 15).Select(id => (long)id));
    }

    [Fact]
    public async Task Trades_ThatTheVenueDoesNotHave_AreCountedToldAndNotAskedForEver()
    {
        await using var cluster = await StartAsync(patience: TimeSpan.FromSeconds(2));
        var stream = await FollowAsync(cluster);
        Send(stream, 1, 10);
        lock (_venue.Trades)
            (_, _) = (_venue.Trades.Remove(4), _venue.Trades.Remove(5));

        await UntilToldAsync(8);
        (await LostAsync(cluster)).Detail.ShouldContain("2 trades");
        var asked = _venue.TradeRequests.Count;
        Send(stream, 11, 12);
        await UntilToldAsync(10);
        _venue.TradeRequests.Skip(asked).ShouldAllBe(from => from >= 10);
    }

    [Fact]
    public async Task Trades_ThatTheVenueHasLater_AreBroughtThenAndHoldUpNoOther()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        Send(stream, 1, 10);
        lock (_venue.Trades)
            (_, _) = (_venue.Trades.Remove(4), _venue.Trades.Remove(5));

        await UntilToldAsync(8);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe([1, 2, 3, 6, 7, 8, 9, 10]);
        stream.Send(MarketEvent.ForTrade(At(20), TimeProvider.System.GetTimestamp()));
        lock (_venue.Trades)
        {
            for (var id = 11; id <= 20; id++)
                _venue.Trades.Add(id, At(id));
        }

        await UntilToldAsync(18);
        Exist(upTo: 5);
        await UntilToldAsync(20);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe(Enumerable.Range(1, 20).Select(id => (long)id));
    }

    [Fact]
    public async Task Trades_MoreThanMayBeAskedFor_TheYoungestAreBrought()
    {
        await using var cluster = await StartAsync(most: 100);
        var stream = await FollowAsync(cluster);
        Send(stream, 1, 1_000);
        await UntilToldAsync(102);
        Feed.Trades.Select(told => told.Trade.Id).Order().ShouldBe([1, .. Enumerable.Range(900, 101).Select(id => (long)id)]);
    }

    [Fact]
    public async Task Trades_VenueRefuses_AreAskedForAgain()
    {
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        _venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "down");
        Send(stream, 1, 5);
        await Eventually.TrueAsync(() => Task.FromResult(_venue.TradeRequests.Count >= 2), Limit);
        _venue.Failure = null;
        await UntilToldAsync(5);
    }

    [Fact]
    public async Task Trades_MarketSetBack_CountAnewFromThere()
    {
        Feed.LastTradeId = 1_000_000;
        await using var cluster = await StartAsync();
        var stream = await FollowAsync(cluster);
        await Eventually.TrueAsync(() => Task.FromResult(Feed.Settled == 1_000_000), Limit);
        var id = 0;
        await Eventually.TrueAsync(
            () =>
            {
                Send(stream, ++id);
                return Task.FromResult(Feed.Trades.Length > 0);
            },
            Limit);
        id.ShouldBeGreaterThan(20);
        var first = Feed.Trades[0].Trade.Id;
        Send(stream, id + 1);
        await UntilToldAsync((int)(id + 2 - first));
    }

    private static AggTrade At(int id) => new(id, Start + 30_000 + id, 100 + id, 1, id % 2 == 0);

    private Task UntilToldAsync(int count) => Eventually.GetAsync(() => Task.FromResult(Feed.Trades.Length), told => told == count, Limit);

    /// <summary>The alert of lost trades, once it is open.</summary>
    private static async Task<Alert> LostAsync(MarketCluster cluster) => (await Eventually.GetAsync(
        () => cluster.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly: true, 10), list => list.Any(IsOfLost), Limit)).Single(IsOfLost);

    private static bool IsOfLost(Alert alert) => alert.Key == $"trades-lost/{Instrument}";

    private void Exist(int upTo)
    {
        lock (_venue.Trades)
        {
            for (var id = 1; id <= upTo; id++)
                _venue.Trades.TryAdd(id, At(id));
        }
    }

    /// <summary>The stream brings these; the venue has them and all before.</summary>
    private void Send(FakeSubscription stream, params ReadOnlySpan<int> ids)
    {
        foreach (var id in ids)
        {
            Exist(upTo: id);
            stream.Send(MarketEvent.ForTrade(At(id), TimeProvider.System.GetTimestamp()));
        }
    }

    private Task<MarketCluster> StartAsync(int most = 100_000, TimeSpan? patience = null, FailingGrainStorage? states = null) => MarketCluster.StartAsync(
        _venue,
        market: options => (options.MaxTradeBackfill, options.TradeTailInterval, options.TradePatience) =
            (most, TimeSpan.FromMilliseconds(300), patience ?? options.TradePatience),
        services: services =>
        {
            services.AddSingleton<IMarketCapture>(_capture);
            states?.AddAsDefaultTo(services);
        });

    private static async Task<FakeSubscription> FollowAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        return stream;
    }
}
