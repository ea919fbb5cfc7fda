using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Collection;

public sealed class SymbolCollectionTests
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");
    private static readonly CollectQuery Streamed = new(Rest: false, TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), Limit);
    private static readonly CollectQuery Now = Streamed with { OpenInterestInterval = TimeSpan.Zero };

    [Fact]
    public async Task CollectAsync_StreamsLive_AsksTheVenueForOpenInterestAlone()
    {
        var venue = new FakeVenue(Start + 30_000) { OpenInterest = 123 };
        await using var cluster = await MarketCluster.StartAsync(venue);
        await StreamAsync(cluster);
        var (klines, marks) = (venue.KlineRequests, venue.MarkRequests);

        var first = await cluster.Symbol(Instrument).CollectAsync(Now);
        var second = await cluster.Symbol(Instrument).CollectAsync(Streamed);

        first.ShouldBe(new CollectResult(CollectOutcome.Collected, 1, null, null));
        second.ShouldBe(new CollectResult(CollectOutcome.Collected, 0, null, null));
        (venue.KlineRequests, venue.MarkRequests, venue.OpenInterestRequests).ShouldBe((klines, marks, 1));
        (await cluster.Symbol(Instrument).GetSnapshotAsync()).OpenInterest.ShouldBe(123);
    }

    [Fact]
    public async Task CollectAsync_Rest_BringsCandlesMarkAndOpenInterestThoughStreamsAreLive()
    {
        var venue = new FakeVenue(Start + 30_000);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await StreamAsync(cluster);
        venue.MoveTo(Start + Minute + 5_000);

        var result = await cluster.Symbol(Instrument).CollectAsync(Now with { Rest = true });

        (result.Outcome, result.Requests).ShouldBe((CollectOutcome.Collected, 3));
        var newest = (await cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 2, null, null))).Klines;
        newest[0].ShouldBe(venue.Market.Base(Start, venue.Now));
        newest[1].ShouldBe(venue.Market.Base(Start + Minute, venue.Now));
    }

    [Fact]
    public async Task CollectAsync_VenueWithoutDerivatives_IsCollectedWithoutThem()
    {
        var venue = new FakeVenue(Start + 30_000) { HasDerivatives = false };
        await using var cluster = await MarketCluster.StartAsync(venue);
        await StreamAsync(cluster);

        (await cluster.Symbol(Instrument).CollectAsync(Now with { Rest = true })).Outcome.ShouldBe(CollectOutcome.Collected);

        (venue.MarkRequests, venue.OpenInterestRequests).ShouldBe((0, 0));
    }

    [Fact]
    public async Task CollectAsync_BudgetShort_IsSkippedWithoutARequest()
    {
        var venue = new FakeVenue(Start + 30_000) { BudgetWait = TimeSpan.FromSeconds(20) };
        await using var cluster = await MarketCluster.StartAsync(venue);
        await StreamAsync(cluster);
        var klines = venue.KlineRequests;

        var result = await cluster.Symbol(Instrument).CollectAsync(Now with { Rest = true });

        (result.Outcome, result.Kind, result.Requests).ShouldBe((CollectOutcome.Skipped, "BudgetShort", 0));
        (venue.KlineRequests, venue.OpenInterestRequests).ShouldBe((klines, 0));
    }

    [Fact]
    public async Task CollectAsync_VenueRefuses_TellsTheKindAndKeepsWhatCame()
    {
        var venue = new FakeVenue(Start + 30_000);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await StreamAsync(cluster);
        venue.Failure = new VenueException(ErrorKind.RateLimited, isTransient: true, "made up");

        var result = await cluster.Symbol(Instrument).CollectAsync(Now with { Rest = true });

        (result.Outcome, result.Kind).ShouldBe((CollectOutcome.Failed, nameof(ErrorKind.RateLimited)));
        (await cluster.Symbol(Instrument).GetSnapshotAsync()).Phase.ShouldBe(SymbolPhase.Live);
    }

    [Fact]
    public async Task CollectAsync_AnswerDoesNotCome_GivesUpAndDoesNotPileUp()
    {
        var venue = new FakeVenue(Start + 30_000);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await StreamAsync(cluster);
        var klines = venue.KlineRequests;
        venue.HoldAnswers();

        for (var round = 0; round < 3; round++)
        {
            var result = await cluster.Symbol(Instrument).CollectAsync(Now with { Rest = true, TimeLimit = TimeSpan.FromMilliseconds(50) });
            (result.Outcome, result.Kind).ShouldBe((CollectOutcome.Failed, nameof(ErrorKind.Timeout)));
        }

        venue.KlineRequests.ShouldBe(klines + 1);
        venue.ReleaseAnswers();
        await Eventually.TrueAsync(async () => (await cluster.Symbol(Instrument).CollectAsync(Now with { Rest = true })).Outcome == CollectOutcome.Collected, Limit);
    }

    [Fact]
    public async Task CollectAsync_StreamsAreSilent_TheSymbolIsReadAllTheSame()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        await cluster.Symbol(Instrument).CollectAsync(Streamed);

        var scan = await cluster.Symbol(Instrument).ScanAsync(new ScanQuery([KlineInterval.OneMinute], [], IncludeOpen: false, WithReturns: false));

        (await cluster.Symbol(Instrument).GetSnapshotAsync()).DataAge.ShouldBeNull();
        scan.Skipped.ShouldBe([new IntervalSkip(KlineInterval.OneMinute, "too few candles (59 of 60)")]);
    }

    [Fact]
    public async Task CollectAsync_NotFollowed_IsSkipped()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));

        var result = await cluster.Symbol(Instrument).CollectAsync(Now);

        (result.Outcome, result.Kind).ShouldBe((CollectOutcome.Skipped, "NotLive"));
    }

    /// <summary>Live, and heard of by every stream.</summary>
    private static async Task StreamAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        // The repair that follows the subscription must be over, or its requests count as the test's.
        var at = cluster.Venue.Now;
        stream.Send(MarketEvent.ForMarkPrice(new MarkPrice(at, 100, 100, 0, at), TimeProvider.System.GetTimestamp()));
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Mark is not null, Limit);
        await Eventually.TrueAsync(async () => (await cluster.Symbol(Instrument).CollectAsync(Streamed)).Outcome == CollectOutcome.Collected, Limit);
    }
}
