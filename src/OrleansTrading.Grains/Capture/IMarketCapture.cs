using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Capture;

/// <summary>Records the market of this silo's live symbols.</summary>
internal interface IMarketCapture
{
    /// <summary>
    /// Begins to record one symbol; null when nothing is to be recorded. Completes when it is known what was recorded before. A disk in
    /// trouble is no failure of it: the feed is there, and recording goes on when the disk can be written.
    /// </summary>
    Task<ICaptureFeed?> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken);
}
