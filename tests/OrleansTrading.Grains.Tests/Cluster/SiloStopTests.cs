using Orleans.Runtime;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Cluster;

/// <summary>What a silo that stops in good order leaves to the others.</summary>
public sealed class SiloStopTests
{
    private const long Start = 1_767_225_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId[] Instruments = [.. Enumerable.Range(0, 12).Select(number => new InstrumentId("fake", $"COIN{number}USDT"))];

    [Fact]
    public async Task Silo_Stopped_ItsSymbolsFollowOnOtherSilosWithoutBeingAskedTo()
    {
        var venue = new FakeVenue(Start + 30_000);
        await using var cluster = await MarketCluster.StartAsync(venue, silos: 3);
        foreach (var instrument in Instruments)
            await cluster.Symbol(instrument).HoldAsync("test", TimeSpan.FromMinutes(10));
        var before = Instruments.ToDictionary(instrument => instrument, instrument => venue.SubscriptionOf(instrument).ShouldNotBeNull());
        var leaving = cluster.Cluster.Silos[1];
        var held = await HeldByAsync(cluster, leaving.SiloAddress);
        held.ShouldNotBeEmpty("symbols are spread over the silos");

        await cluster.Cluster.StopSiloAsync(leaving);

        // Nobody calls them, so it is their own doing that they come up.
        foreach (var instrument in held)
        {
            var now = await Eventually.GetAsync(
                () => Task.FromResult(venue.SubscriptionOf(instrument)), found => found is not null && found != before[instrument], Limit, () => $"{instrument}");
            before[instrument].IsDisposed.ShouldBeTrue();
            // The hold went along: without it the symbol would let go at its next look, and with it the holder's word still counts.
            await cluster.Symbol(instrument).LetGoAsync("test");
            await Eventually.TrueAsync(() => Task.FromResult(now!.IsDisposed), Limit, () => $"{instrument}");
        }

        foreach (var instrument in Instruments.Except(held))
            venue.SubscriptionOf(instrument).ShouldBe(before[instrument], "those of other silos are left alone");
    }

    [Fact]
    public async Task Silo_LastOneStopped_EndsWithoutSuccessors()
    {
        var venue = new FakeVenue(Start + 30_000);
        await using var cluster = await MarketCluster.StartAsync(venue);
        await cluster.Symbol(Instruments[0]).EnsureLiveAsync();
        await cluster.Cluster.StopSiloAsync(cluster.Cluster.Silos[0]).WaitAsync(Limit, TimeProvider.System);
        venue.SubscriptionOf(Instruments[0]).ShouldBeNull();
    }

    private static async Task<InstrumentId[]> HeldByAsync(MarketCluster cluster, SiloAddress silo)
    {
        var management = cluster.Cluster.Client.GetGrain<IManagementGrain>(0);
        var held = new List<InstrumentId>();
        foreach (var instrument in Instruments)
        {
            if ((await management.GetActivationAddress(cluster.Symbol(instrument)))?.Equals(silo) == true)
                held.Add(instrument);
        }

        return [.. held];
    }
}
