using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>A row as it is read. Equal views look the same, so a row whose view is equal to the last is not drawn again.</summary>
internal sealed record GridRowView(
    string Venue,
    string Symbol,
    string Href,
    string Price,
    string Change,
    string Trend,
    string Volume,
    string Bid,
    string Ask,
    string Spread,
    string Mark,
    string Funding,
    string OpenInterest,
    MarketRegime? Regime,
    double? Score,
    Freshness Freshness,
    string Age,
    string Phase,
    string Sparkline,
    string SparklineTrend,
    string Lists,
    EquatableArray<StreamBadge> Streams)
{
    public static GridRowView Of(GridRow row)
    {
        var (id, snapshot) = (row.Id, row.Snapshot);
        var decimals = row.Row.PriceDecimals;
        return new GridRowView(
            id.Venue,
            id.Symbol,
            $"instruments/{id.Venue}:{Uri.EscapeDataString(id.Symbol)}",
            snapshot?.LastPrice is { } last ? Figures.Price(last, decimals) : Figures.None,
            Figures.Percent(snapshot?.Change24HoursPercent),
            RowView.TrendOf(snapshot?.Change24HoursPercent),
            Figures.Compact(snapshot?.QuoteVolume24Hours),
            snapshot?.Book is { } book ? Figures.Price(book.BidPrice, decimals) : Figures.None,
            snapshot?.Book is { } other ? Figures.Price(other.AskPrice, decimals) : Figures.None,
            snapshot?.Book is { } both ? Figures.Spread(both.BidPrice, both.AskPrice) : Figures.None,
            snapshot?.Mark is { } mark ? Figures.Price(mark.Price, decimals) : Figures.None,
            Figures.Rate(snapshot?.Mark?.FundingRate),
            Figures.Compact(snapshot?.OpenInterest * snapshot?.LastPrice),
            row.Reading?.Regime,
            row.Reading is { } reading ? Math.Round(reading.Score) + 0.0 : null,
            row.Freshness,
            Ages.Age(row.Row.DataAge),
            PhaseOf(row.Row),
            row.Sparkline,
            row.SparklineTrend,
            row.Lists,
            new EquatableArray<StreamBadge>([.. (snapshot?.Streams ?? []).Select(StreamBadge.Of)]));
    }

    /// <summary>Why the row may lack something; empty when it is as it should be.</summary>
    private static string PhaseOf(InstrumentRow row) => row switch
    {
        { IsAnswering: false } => /* text */ "Not answering",
        { Snapshot: null } => /* text */ "Loading",
        { Snapshot.Phase: SymbolPhase.Live } => "",
        { Snapshot.Phase: SymbolPhase.Warming } => /* text */ "Warming up",
        _ => /* text */ "Not followed",
    };
}
