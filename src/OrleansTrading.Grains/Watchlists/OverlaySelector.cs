using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>
/// What moves at the venue and is not on the list of the most liquid ones, see <see cref="Movement"/>. It remembers what it saw at the
/// choice before; the first choice after a start judges the 24 hours alone.
/// </summary>
internal sealed class OverlaySelector(WatchlistOptions options, IMarketDataHub hub, IGrainFactory grains, TimeProvider time) : IWatchlistSelector
{
    // Two looks within a moment tell nothing of a movement between them.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(30);

    private readonly WatchlistRules _rules = options.Overlay.Rules;
    private Dictionary<InstrumentId, DayTrading> _before = [];
    private long _lookedAt;

    private bool IsWanted => options.Overlay.Size > 0 && (options.Overlay.WithFixedList || options.ParseSymbols().Count == 0);

    public async Task<WatchlistSelection> SelectAsync(ImmutableArray<WatchlistMember> current, CancellationToken cancellationToken)
    {
        if (!IsWanted)
            return new WatchlistSelection([], []);
        var elite = await grains.GetGrain<IWatchlistGrain>(IWatchlistGrain.Elite).GetInstrumentsAsync();
        if (elite.IsEmpty)
            return new WatchlistSelection(current, [], "The list of the most liquid instruments is still empty.");
        var listed = await hub.GetInstrumentsAsync(options.Venue, cancellationToken);
        var now = (await hub.Venue(options.Venue).Rest.GetTickersAsync(cancellationToken))
            .Where(ticker => listed.TryGetValue(ticker.Id, out var info) && info.IsTrading && info.QuoteAsset == options.QuoteAsset)
            .DistinctBy(ticker => ticker.Id)
            .ToDictionary(ticker => ticker.Id, ticker => new DayTrading(ticker.OpenPrice, ticker.LastPrice, ticker.QuoteVolume));
        var members = current.Select(member => member.Id).ToHashSet();
        var candidates = now
            .Where(row => !elite.Contains(row.Key) && (members.Contains(row.Key) || row.Value.QuoteVolume >= options.Overlay.MinimumQuoteVolume))
            .Select(row => new ScoredInstrument(row.Key, Score(row.Key, row.Value)))
            .ToList();
        Remember(now);
        var choice = WatchlistChoice.Make(current, candidates, _rules, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new WatchlistSelection(choice.Members, choice.Next);
    }

    private double Score(InstrumentId id, DayTrading now)
    {
        DayTrading? before = _before.TryGetValue(id, out var known) ? known : null;
        return Movement.Score(now, before, time.GetElapsedTime(_lookedAt), options.Overlay.Scale);
    }

    private void Remember(Dictionary<InstrumentId, DayTrading> now)
    {
        if (_before.Count > 0 && time.GetElapsedTime(_lookedAt) < ShortestLook)
            return;
        (_before, _lookedAt) = (now, time.GetTimestamp());
    }
}
