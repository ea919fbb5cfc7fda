using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

/// <summary>Candles that are not held and that the venue has to be asked for while somebody waits.</summary>
public sealed partial class SymbolGrainTests
{
    private const long LongAgo = Start - (5_000 * Minute);

    [Fact]
    public async Task SymbolGrain_OlderRangeAskedWhileVenueIsAway_SaysSo()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        await GoLiveAsync(cluster);
        cluster.Venue.Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "down");

        await Should.ThrowAsync<HistoryUnavailableException>(
            () => cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, Start - (5_000 * Minute), null)));
    }

    [Fact]
    public async Task SymbolGrain_VenueDoesNotAnswer_SaysSoInTimeAndIsAskedAgain()
    {
        var time = new ManualTimeProvider();
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000), services: services => services.AddManualTime(time));
        await GoLiveAsync(cluster);
        cluster.Venue.HoldAnswers();
        var (query, before) = (new KlineQuery(KlineInterval.OneMinute, 10, Start - (5_000 * Minute), null), cluster.Venue.KlineRequests);
        var asked = cluster.Symbol(Instrument).GetKlinesAsync(query);
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Venue.KlineRequests > before), Limit);
        time.Advance(TimeSpan.FromSeconds(9));
        asked.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(2));
        (await Should.ThrowAsync<HistoryUnavailableException>(asked.WaitAsync(Limit))).Message.ShouldContain("10 s");

        cluster.Venue.ReleaseAnswers();
        (await cluster.Symbol(Instrument).GetKlinesAsync(query)).Klines.Length.ShouldBe(10);
    }

    [Fact]
    public async Task SymbolGrain_VenueAnswersAPartInTime_KeepsItAndAsksForTheRest()
    {
        var time = new ManualTimeProvider();
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000), services: services => services.AddManualTime(time));
        await GoLiveAsync(cluster);
        cluster.Venue.HoldAnswers();
        var query = new KlineQuery(KlineInterval.OneMinute, 1_500, LongAgo, null);
        var asked = cluster.Symbol(Instrument).GetKlinesAsync(query);
        await Eventually.TrueAsync(() => Task.FromResult(OldAsked(cluster).Length == 1), Limit);
        cluster.Venue.ReleaseAnswersSoFar();
        await Eventually.TrueAsync(() => Task.FromResult(OldAsked(cluster).Length == 2), Limit);
        time.Advance(TimeSpan.FromSeconds(11));
        await Should.ThrowAsync<HistoryUnavailableException>(asked.WaitAsync(Limit));

        cluster.Venue.ReleaseAnswers();
        (await cluster.Symbol(Instrument).GetKlinesAsync(query)).Klines.Length.ShouldBe(1_500);
        var second = LongAgo + (1_000 * Minute);
        OldAsked(cluster).Select(request => request.From).ShouldBe([LongAgo, second, second], "the first thousand were kept");
    }

    [Theory]
    [InlineData(false, RequestClass.Awaited)]
    [InlineData(true, RequestClass.Data)]
    public async Task SymbolGrain_AskedByWhoCanWait_KeepsNobodyFromTheVenue(bool canWait, RequestClass order)
    {
        var time = new ManualTimeProvider();
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000), services: services => services.AddManualTime(time));
        await GoLiveAsync(cluster);
        cluster.Venue.HoldAnswers();
        var asked = cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, LongAgo, null) { CanWait = canWait });
        await Eventually.TrueAsync(() => Task.FromResult(OldAsked(cluster).Length > 0), Limit);
        OldAsked(cluster).ShouldHaveSingleItem().Order.ShouldBe(order);
        time.Advance(TimeSpan.FromSeconds(canWait ? 24 : 11));
        if (!canWait)
        {
            await Should.ThrowAsync<HistoryUnavailableException>(asked.WaitAsync(Limit));
            return;
        }

        asked.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(2));
        (await Should.ThrowAsync<HistoryUnavailableException>(asked.WaitAsync(Limit))).Message.ShouldContain("25 s");
    }

    /// <summary>What was asked for from before the time that symbols hold; the others are their own requests.</summary>
    private static (long? From, RequestClass Order)[] OldAsked(MarketCluster cluster) => [.. cluster.Venue.KlinesAsked.Where(asked => asked.From < Start - (2_000 * Minute))];
}
