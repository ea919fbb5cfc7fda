using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Capture;

/// <summary>Records the market of this silo's live symbols.</summary>
internal interface IMarketCapture
{
    /// <summary>Begins to record one symbol; null when nothing is to be recorded. Completes when it is known what was recorded before.</summary>
    Task<ICaptureFeed?> OpenAsync(InstrumentInfo instrument, CancellationToken cancellationToken);
}
