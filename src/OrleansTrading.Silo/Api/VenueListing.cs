using System.Collections.Frozen;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Silo.Api;

/// <summary>
/// One venue's list of instruments. An id that the list lacks makes it be asked for again, as the venue may have
/// listed it since, but never more often than <see cref="MinAge"/>.
/// </summary>
internal sealed class VenueListing(IMarketDataRest rest, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan MinAge = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile FrozenSet<InstrumentId>? _known;
    private long _askedAt;

    public bool KnownToHold(InstrumentId id) => _known?.Contains(id) == true;

    /// <exception cref="VenueException">No list is held and the venue cannot be asked now.</exception>
    public async Task<bool> HoldsAsync(InstrumentId id, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (!KnownToHold(id) && (_known is null || time.GetElapsedTime(_askedAt) >= MinAge))
                await AskAsync(cancellationToken);
            return KnownToHold(id);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var listed = await rest.GetInstrumentsAsync(cancellationToken);
            _known = listed.Select(instrument => instrument.Id).ToFrozenSet();
            _askedAt = time.GetTimestamp();
        }
        catch (VenueException) when (_known is not null)
        {
            // The list held so far goes on to answer; the next attempt waits its time too.
            _askedAt = time.GetTimestamp();
        }
    }
}
