using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>
/// A list that the settings name. What a venue does not list is left out; while a venue cannot be asked, what is named of it is taken
/// as it is, so that what the store holds is served.
/// </summary>
internal sealed partial class FixedSelector(string watchlist, WatchlistOptions options, IMarketDataHub hub, TimeProvider time, ILogger logger) : IWatchlistSelector
{
    private readonly IReadOnlyList<InstrumentId> _named = options.ParseSymbols();

    public async Task<WatchlistSelection> SelectAsync(ImmutableArray<WatchlistMember> current, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var since = current.ToDictionary(member => member.Id, member => member.Since);
        var unlisted = new HashSet<InstrumentId>();
        string? problem = null;
        foreach (var venue in _named.Select(id => id.Venue).Distinct())
        {
            try
            {
                var listed = await hub.GetInstrumentsAsync(venue, cancellationToken);
                foreach (var id in _named.Where(id => id.Venue == venue && !listed.ContainsKey(id)))
                {
                    unlisted.Add(id);
                    LogUnknownInstrument(logger, watchlist, id);
                }
            }
            catch (VenueException exception)
            {
                problem = exception.Message;
            }
        }

        return new WatchlistSelection(
            [.. _named.Where(id => !unlisted.Contains(id)).Select(id => new WatchlistMember(id, since.GetValueOrDefault(id, now)))], [], problem);
    }

    [LoggerMessage(4203, LogLevel.Warning, "Watchlist {Watchlist}: {Instrument} is not listed by its venue and is left out")]
    private static partial void LogUnknownInstrument(ILogger logger, string watchlist, InstrumentId instrument);
}
