using System.Collections.Frozen;
using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Silo.Api;

/// <summary>
/// Which instruments exist. Keeps the venues' lists for a while, so that asking for what does not exist costs neither
/// the venue a request nor the silo an activation.
/// </summary>
internal sealed class InstrumentDirectory(IGrainFactory grains, IEnumerable<IVenueConnector> connectors, TimeProvider time) : IDisposable
{
    private readonly FrozenDictionary<string, VenueListing> _venues =
        connectors.ToFrozenDictionary(connector => connector.Venue, connector => new VenueListing(connector.Rest, time));

    /// <summary>The venues' names, sorted.</summary>
    public IEnumerable<string> Venues => _venues.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="VenueException">The instrument is not live and its venue cannot be asked now.</exception>
    public async ValueTask<bool> ExistsAsync(InstrumentId id, CancellationToken cancellationToken)
    {
        if (!_venues.TryGetValue(id.Venue, out var listing))
            return false;
        if (listing.KnownToHold(id))
            return true;
        var live = await grains.GetLiveInstrumentsAsync();
        return live.Contains(id) || await listing.HoldsAsync(id, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var listing in _venues.Values)
            listing.Dispose();
    }
}
