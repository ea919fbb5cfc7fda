using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>
/// Follows the opportunities of one base asset from look to look. It opens at one threshold and closes at a lower one, so that a spread that
/// trembles at the threshold is one opportunity and not many.
/// </summary>
public sealed class ArbitrageTracker(string baseAsset, ArbitrageRules rules)
{
    private readonly Dictionary<(InstrumentId Buy, InstrumentId Sell), ArbitrageOpportunity> _open = [];

    /// <summary>Open opportunities, the best net spread first.</summary>
    public IEnumerable<ArbitrageOpportunity> Open => _open.Values.OrderByDescending(opportunity => opportunity.Spread.NetBps);

    /// <summary>Takes up what was open before a restart: of a pair the newest. Answers the others as over, for nobody has watched them.</summary>
    public IReadOnlyList<ArbitrageOpportunity> Restore(IEnumerable<ArbitrageOpportunity> open) =>
    [
        .. open.OrderByDescending(opportunity => opportunity.OpenedAt)
            .Where(opportunity => !_open.TryAdd((opportunity.Spread.Buy, opportunity.Spread.Sell), opportunity))
            .Select(opportunity => opportunity with { ClosedAt = opportunity.SeenAt, End = ArbitrageEnd.Unwatched }),
    ];

    /// <summary>Takes a look; answers the opportunities that were opened or closed by it.</summary>
    /// <param name="spreads">Every pair that could be compared.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="unwatchedAfter">An opportunity not seen for longer was not watched: whether it stayed open meanwhile is not known.</param>
    public IReadOnlyList<ArbitrageOpportunity> Look(ImmutableArray<ArbitrageSpread> spreads, long now, TimeSpan unwatchedAfter)
    {
        var changed = new List<ArbitrageOpportunity>();
        var seen = spreads.ToDictionary(spread => (spread.Buy, spread.Sell));
        foreach (var (pair, opportunity) in _open.ToList())
        {
            if (now - opportunity.SeenAt > unwatchedAfter.TotalMilliseconds)
                Close(pair, opportunity, opportunity.SeenAt, ArbitrageEnd.Unwatched);
            else if (!seen.TryGetValue(pair, out var spread))
                Close(pair, opportunity, now, ArbitrageEnd.Lost);
            else if (spread.NetBps < rules.CloseBps)
                Close(pair, opportunity with { Spread = spread }, now, ArbitrageEnd.Closed);
            else
                _open[pair] = opportunity with { Spread = spread, BestNetBps = Math.Max(opportunity.BestNetBps, spread.NetBps), SeenAt = now, Looks = opportunity.Looks + 1 };
        }

        foreach (var (pair, spread) in seen)
        {
            if (spread.NetBps < rules.OpenBps || _open.ContainsKey(pair))
                continue;
            _open[pair] = new ArbitrageOpportunity(baseAsset, now, spread, spread.NetBps, now, 1, null, null);
            changed.Add(_open[pair]);
        }

        return changed;

        void Close((InstrumentId, InstrumentId) pair, ArbitrageOpportunity opportunity, long at, ArbitrageEnd end)
        {
            _open.Remove(pair);
            changed.Add(opportunity with { ClosedAt = at, End = end });
        }
    }
}
