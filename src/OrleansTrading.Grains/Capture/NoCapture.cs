using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Capture;

/// <summary>Records nothing.</summary>
internal sealed class NoCapture : IMarketCapture
{
    public Task<ICaptureFeed?> OpenAsync(InstrumentId instrument, CancellationToken cancellationToken) => Task.FromResult<ICaptureFeed?>(null);
}
