using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Charts;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>A row as it is read. Equal views look the same, so a row whose view is equal to the last is not drawn again.</summary>
internal sealed record RowView(
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
    Freshness Freshness,
    string Age,
    string Phase,
    string Sparkline,
    string SparklineTrend,
    EquatableArray<StreamBadge> Streams)
{
    public static RowView Of(InstrumentRow row)
    {
        var snapshot = row.Snapshot;
        var decimals = row.PriceDecimals;
        return new RowView(
            row.Id.Venue,
            row.Id.Symbol,
            HrefOf(row),
            snapshot?.LastPrice is { } last ? Figures.Price(last, decimals) : Figures.None,
            Figures.Percent(snapshot?.Change24HoursPercent),
            TrendOf(snapshot?.Change24HoursPercent),
            Figures.Compact(snapshot?.QuoteVolume24Hours),
            snapshot?.Book is { } book ? Figures.Price(book.BidPrice, decimals) : Figures.None,
            snapshot?.Book is { } other ? Figures.Price(other.AskPrice, decimals) : Figures.None,
            snapshot?.Book is { } both ? Figures.Spread(both.BidPrice, both.AskPrice) : Figures.None,
            FreshnessBadge.Effective(snapshot?.Freshness ?? default, row.IsAnswering),
            Ages.Age(row.DataAge),
            PhaseOf(row),
            SparklinePath.Of(snapshot?.Sparkline ?? []),
            snapshot?.Sparkline is { IsDefaultOrEmpty: false } closes ? TrendOf(closes[^1] - closes[0], 0) : "flat",
            new EquatableArray<StreamBadge>([.. (snapshot?.Streams ?? []).Select(StreamBadge.Of)]));
    }

    /// <summary>up, down or flat.</summary>
    public static string TrendOf(double? change, double flatBelow = 0.005) =>
        change is not { } value || Math.Abs(value) < flatBelow || value == 0 ? "flat" : value > 0 ? "up" : "down";

    public static string HrefOf(InstrumentRow row) => $"instruments/{row.Id.Venue}:{Uri.EscapeDataString(row.Id.Symbol)}";

    private static string PhaseOf(InstrumentRow row) => row switch
    {
        { IsAnswering: false } => /* text */ "Not answering",
        { Snapshot: null } => /* text */ "Loading",
        { Snapshot.Phase: SymbolPhase.Live } => /* text */ "Live",
        { Snapshot.Phase: SymbolPhase.Warming } => /* text */ "Warming up",
        _ => /* text */ "Idle",
    };
}
