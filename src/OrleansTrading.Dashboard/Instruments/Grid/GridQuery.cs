using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>What of the instruments is shown and in which order: what stands in the page's address.</summary>
/// <param name="Search">A part of the symbol, in capitals; empty for all.</param>
/// <param name="Regime">Only those in this regime.</param>
/// <param name="Freshness">Only those whose data is so fresh.</param>
/// <param name="List">Only those on this watchlist.</param>
/// <param name="Venue">Only those of this venue.</param>
/// <param name="Sort">Key of the column they are ordered by; null for the watchlists' own order.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record GridQuery(
    string Search = "", MarketRegime? Regime = null, Freshness? Freshness = null, string? List = null, string? Venue = null, string? Sort = null, bool Descending = false)
{
    public bool IsFiltered => Search.Length > 0 || Regime is not null || Freshness is not null || List is not null || Venue is not null;

    /// <summary>What a query string says; what makes no sense in it is left out.</summary>
    public static GridQuery Of(string? search, string? regime, string? freshness, string? list, string? venue, string? sort) => new(
        (search ?? "").Trim().ToUpperInvariant(),
        Word<MarketRegime>(regime),
        Word<Freshness>(freshness),
        string.IsNullOrEmpty(list) ? null : list,
        string.IsNullOrEmpty(venue) ? null : venue,
        GridColumn.All.Prepend(GridColumn.Name).FirstOrDefault(column => column.IsSortable && column.Key == sort?.TrimStart('-'))?.Key,
        sort?.StartsWith('-') == true);

    /// <summary>The order after a click on a column's head: its natural direction, then the other, then the watchlists' own.</summary>
    public GridQuery Clicked(GridColumn column)
    {
        if (Sort != column.Key)
            return this with { Sort = column.Key, Descending = column.StartsDescending };
        return Descending == column.StartsDescending ? this with { Descending = !Descending } : this with { Sort = null, Descending = false };
    }

    /// <summary>As the address tells it; what is as usual is left out.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters() => new Dictionary<string, object?>
    {
        ["q"] = Search.Length == 0 ? null : Search,
        ["regime"] = Regime?.ToString(),
        ["data"] = Freshness?.ToString(),
        ["list"] = List,
        ["venue"] = Venue,
        ["sort"] = Sort is null ? null : (Descending ? "-" : "") + Sort,
    };

    public bool Matches(GridRow row) =>
        (Venue is null || row.Id.Venue == Venue)
        && (Regime is not { } regime || row.Reading?.Regime == regime || (regime == MarketRegime.Unknown && row.Reading is null))
        && (Freshness is not { } freshness || row.Freshness == freshness)
        && (List is not { } list || row.Lists.Split(' ').Contains(list))
        && (Search.Length == 0 || row.Id.Symbol.Contains(Search, StringComparison.Ordinal));

    /// <summary>What a row is ordered by; null comes last in either direction.</summary>
    public static double? Value(GridRow row, string column) => column switch
    {
        "last" => row.Snapshot?.LastPrice,
        "change" => row.Snapshot?.Change24HoursPercent,
        "volume" => row.Snapshot?.QuoteVolume24Hours,
        "spread" => row.Snapshot?.Book is { BidPrice: > 0 } book ? (book.AskPrice - book.BidPrice) / book.BidPrice : null,
        "funding" => row.Snapshot?.Mark?.FundingRate,
        "interest" => row.Snapshot?.OpenInterest * row.Snapshot?.LastPrice,
        "regime" => row.Reading is { } reading ? (double)reading.Regime : null,
        "score" => row.Reading?.Score,
        // The worst first: no data, then stale, delayed, fresh; of the same kind the oldest.
        "data" => (row.Freshness == Domain.Streams.Freshness.None ? 4 : (int)row.Freshness) + Math.Min(0.999, (row.Row.DataAge?.TotalSeconds ?? 0) / 1e7),
        _ => null,
    };

    private static T? Word<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
