using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// Market data by stream, over as few connections as the venue's limits allow. It connects, subscribes in batches,
/// watches every stream for its first message and for silence, and repairs what fails, without end, until removed.
/// </summary>
public interface IMarketDataStreams : IAsyncDisposable
{
    /// <summary>
    /// Starts delivering to <paramref name="sink"/>. Returns at once; connecting happens behind.
    /// Disposing the subscription unsubscribes; after <see cref="IAsyncDisposable.DisposeAsync"/> returns the sink is called no more.
    /// </summary>
    /// <exception cref="Errors.VenueException">The venue has no such stream (<see cref="Errors.ErrorKind.NotSupported"/>).</exception>
    IMarketDataSubscription Subscribe(InstrumentId instrument, IReadOnlyList<StreamRequest> streams, IMarketDataSink sink);

    /// <summary>Counters since start.</summary>
    StreamStatistics Statistics { get; }
}
