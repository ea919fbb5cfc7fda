using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>The most liquid instruments of the venue, see <see cref="Liquidity"/>.</summary>
internal sealed class EliteSelector(WatchlistOptions options, IMarketDataHub hub, TimeProvider time) : IWatchlistSelector
{
    private readonly WatchlistRules _rules = WatchlistRules.Ranked(options.Top, options.RankMargin) with
    {
        MinimumDwell = options.MinimumDwell,
        WarmAhead = options.WarmAhead,
    };

    public async Task<WatchlistSelection> SelectAsync(ImmutableArray<WatchlistMember> current, CancellationToken cancellationToken)
    {
        var venue = hub.Venue(options.Venue);
        var listed = await hub.GetInstrumentsAsync(options.Venue, cancellationToken);
        var tickers = await venue.Rest.GetTickersAsync(cancellationToken);
        var spreads = (await venue.Rest.GetBestPricesAsync(cancellationToken)).ToDictionary(best => best.Id, best => best.Spread);
        var candidates = tickers
            .Where(ticker => listed.TryGetValue(ticker.Id, out var info) && info.IsTrading && info.QuoteAsset == options.QuoteAsset)
            .DistinctBy(ticker => ticker.Id)
            .Select(ticker => Score(ticker, listed[ticker.Id], spreads, venue.Clock.Now))
            .ToList();
        if (candidates.Count == 0)
            return new WatchlistSelection(current, [], $"No instrument priced in {options.QuoteAsset} was found at {options.Venue}.");
        var choice = WatchlistChoice.Make(current, candidates, _rules, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new WatchlistSelection(choice.Members, choice.Next);
    }

    private ScoredInstrument Score(Ticker24Hours ticker, InstrumentInfo info, Dictionary<InstrumentId, double> spreads, long venueNow)
    {
        double? spread = spreads.TryGetValue(ticker.Id, out var known) ? known : null;
        TimeSpan? age = info.OnboardTime > 0 ? TimeSpan.FromMilliseconds(Math.Max(0, venueNow - info.OnboardTime)) : null;
        return new ScoredInstrument(ticker.Id, Liquidity.Score(ticker.QuoteVolume, spread, age, options.MatureAge));
    }
}
