using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

/// <summary>A symbol leaves with its silo, whatever somebody has asked of it.</summary>
public sealed class SymbolLeavingTests
{
    private const long Start = 1_767_225_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    [Fact]
    public async Task Call_ThatWaitsForTheVenueWhileItsSiloStops_EndsWithAWordAboutIt()
    {
        var venue = new FakeVenue(Start + (60 * MadeUpMarket.Minute));
        await using var cluster = await MarketCluster.StartAsync(venue);
        venue.HoldAnswers();
        var asked = cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, Start, null));
        await Eventually.TrueAsync(() => Task.FromResult(venue.KlineRequests > 0), Limit);
        var stopping = cluster.Cluster.StopSiloAsync(cluster.Cluster.Silos[0]);
        var word = await Should.ThrowAsync<HistoryUnavailableException>(asked.WaitAsync(Limit));
        word.Message.ShouldContain("stopping; ask again");
        await stopping;
    }
}
