using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>A silo's way to its recordings: slow and full when the weather is, and closed when the silo was killed.</summary>
internal sealed class WatchedCaptureWriter(ICaptureWriter writer, StormDisk disk, StoreWeather weather) : ICaptureWriter
{
    private const int NoSpaceLeft = 28;

    public async Task<CapturedFile> WriteAsync(CaptureBatch batch, CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken);
        return await writer.WriteAsync(batch, cancellationToken);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken);
        await writer.ProbeAsync(cancellationToken);
    }

    public async Task<FoundTrades> FindTradesAsync(InstrumentId instrument, TimeSpan lookBack, long? downTo, CancellationToken cancellationToken)
    {
        await weather.PassAsync(cancellationToken);
        return await writer.FindTradesAsync(instrument, lookBack, downTo, cancellationToken);
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        await weather.PassAsync(cancellationToken);
        if (disk.IsDead || weather.IsFull)
            throw new IOException(disk.IsDead ? "The silo was killed (a storm)." : "No space left on device (a storm).", NoSpaceLeft);
    }
}
