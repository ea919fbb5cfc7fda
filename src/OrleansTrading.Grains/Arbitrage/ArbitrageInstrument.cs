using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>The instrument of a venue that is compared.</summary>
internal sealed record ArbitrageInstrument(InstrumentId Id, string QuoteAsset, bool CanBeSold)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>Time between two fundings; null while it is not known, and where there is no funding.</summary>
    public TimeSpan? FundingInterval { get; init; }

    public double? FundingsPerYear => Year / FundingInterval;

    /// <summary>Of a venue's instruments the one of the base asset in the most preferred quote asset; null when it has none that trades.</summary>
    public static ArbitrageInstrument? Choose(IEnumerable<InstrumentInfo> listed, string baseAsset, IReadOnlyList<string> quotes, bool hasDerivatives)
    {
        var fitting = listed.Where(info => info.IsTrading && info.BaseAsset == baseAsset && quotes.Contains(info.QuoteAsset)).ToList();
        var best = quotes.Select(quote => fitting.Where(info => info.QuoteAsset == quote).MinBy(info => info.Id.Symbol, StringComparer.Ordinal)).FirstOrDefault(info => info is not null);
        return best is null ? null : new ArbitrageInstrument(best.Id, best.QuoteAsset, hasDerivatives);
    }
}
