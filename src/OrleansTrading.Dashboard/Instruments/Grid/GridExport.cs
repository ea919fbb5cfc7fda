using System.Globalization;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>What is written of an instrument into a file: plain figures, whatever the columns on the page.</summary>
internal static class GridExport
{
    public static IReadOnlyList<string> Header { get; } =
    [
        "instrument", "venue", "symbol", "lastPrice", "change24hPercent", "quoteVolume24h", "bid", "ask", "markPrice", "fundingRate", "openInterest",
        "regime1h", "score1h", "freshness", "dataAgeSeconds", "watchlists",
    ];

    public static IReadOnlyList<string> Of(GridRow row) =>
    [
        row.Id.ToString(), row.Id.Venue, row.Id.Symbol, Number(row.Snapshot?.LastPrice), Number(row.Snapshot?.Change24HoursPercent),
        Number(row.Snapshot?.QuoteVolume24Hours), Number(row.Snapshot?.Book?.BidPrice), Number(row.Snapshot?.Book?.AskPrice), Number(row.Snapshot?.Mark?.Price),
        Number(row.Snapshot?.Mark?.FundingRate), Number(row.Snapshot?.OpenInterest), row.Reading?.Regime.ToString() ?? "", Number(row.Reading?.Score),
        row.Freshness.ToString(), Number(row.Row.DataAge is { } age ? Math.Round(age.TotalSeconds, 1) : null), row.Lists,
    ];

    private static string Number(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("R", CultureInfo.InvariantCulture) : "";
}
