using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Tests.Fakes;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolFollowTests
{
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    [Fact]
    public async Task Follow_RecordingCannotBeOpened_IsTriedAgainByTheNextCall()
    {
        var capture = new CaptureThatOpensLate();
        await using var cluster = await MarketCluster.StartAsync(
            new FakeVenue(1_767_225_630_000), services: services => services.AddSingleton<IMarketCapture>(capture));
        await Should.ThrowAsync<InvalidOperationException>(() => cluster.Symbol(Instrument).EnsureLiveAsync());
        cluster.Venue.SubscriptionOf(Instrument).ShouldBeNull();

        capture.Opens = true;
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        cluster.Venue.SubscriptionOf(Instrument).ShouldNotBeNull();
    }

    private sealed class CaptureThatOpensLate : IMarketCapture
    {
        public bool Opens { get; set; }

        public Task<ICaptureFeed?> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken) => Opens
            ? Task.FromResult<ICaptureFeed?>(null)
            : Task.FromException<ICaptureFeed?>(new InvalidOperationException("Not yet."));
    }
}
