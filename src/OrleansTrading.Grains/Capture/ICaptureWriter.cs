using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Capture;

/// <summary>Where recorded rows lie. Calls come from several threads, for one batch one at a time.</summary>
internal interface ICaptureWriter
{
    /// <summary>
    /// Makes one file of the rows, sorted by id where they have one, by time otherwise. There is never part of a file by a final name.
    /// </summary>
    /// <exception cref="IOException">The disk refused; nothing is there by a final name.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory refused; likewise.</exception>
    Task<CapturedFile> WriteAsync(CaptureBatch batch, CancellationToken cancellationToken);

    /// <summary>Writes something and takes it away again.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory refuses.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Which trades of an instrument are in its newest files. Damaged ones are moved aside and left out.</summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="lookBack">How far before the newest row files are looked at.</param>
    /// <param name="downTo">Older files are looked at too, until one has no trade after this one; null: none are.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    /// <exception cref="InvalidDataException">What tells which files count is damaged.</exception>
    Task<FoundTrades> FindTradesAsync(InstrumentId instrument, TimeSpan lookBack, long? downTo, CancellationToken cancellationToken);
}
