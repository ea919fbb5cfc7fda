using System.Collections.Concurrent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>Follows every symbol and keeps all that it is told in memory.</summary>
internal sealed class RecordingCapture : IMarketCapture
{
    private readonly ConcurrentDictionary<InstrumentId, RecordingFeed> _feeds = [];

    /// <summary>The feed of an instrument, before or after it is opened.</summary>
    public RecordingFeed FeedOf(InstrumentId instrument) => _feeds.GetOrAdd(instrument, _ => new RecordingFeed());

    public Task<ICaptureFeed?> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        Task.FromResult<ICaptureFeed?>(FeedOf(instrument));
}
