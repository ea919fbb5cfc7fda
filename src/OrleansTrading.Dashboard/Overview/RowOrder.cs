using System.Collections.Immutable;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>How the overview is ordered. Rows without a value come last in either direction.</summary>
public readonly record struct RowOrder(SortColumn Column, bool Descending)
{
    /// <summary>The order after a click on a column's head: its natural direction, then the other, then the watchlist's.</summary>
    public RowOrder Clicked(SortColumn column)
    {
        var natural = column is SortColumn.Change or SortColumn.Volume or SortColumn.Price or SortColumn.Freshness;
        if (Column != column)
            return new RowOrder(column, natural);
        return Descending == natural ? this with { Descending = !natural } : default;
    }

    public IEnumerable<InstrumentRow> Apply(ImmutableArray<InstrumentRow> rows)
    {
        if (Column == SortColumn.Symbol)
            return Descending ? rows.OrderByDescending(Symbol, StringComparer.Ordinal) : rows.OrderBy(Symbol, StringComparer.Ordinal);
        if (Column == SortColumn.Watchlist)
            return rows;
        var column = Column;
        var known = rows.OrderBy(row => Value(row, column) is null);
        return Descending ? known.ThenByDescending(row => Value(row, column)) : known.ThenBy(row => Value(row, column));
    }

    private static string Symbol(InstrumentRow row) => row.Id.Symbol;

    private static double? Value(InstrumentRow row, SortColumn column) => column switch
    {
        SortColumn.Price => row.Snapshot?.LastPrice,
        SortColumn.Change => row.Snapshot?.Change24HoursPercent,
        SortColumn.Volume => row.Snapshot?.QuoteVolume24Hours,
        SortColumn.Spread => row.Snapshot?.Book is { BidPrice: > 0 } book ? (book.AskPrice - book.BidPrice) / book.BidPrice : null,
        // The worst first: no data, then stale, delayed, fresh.
        _ => FreshnessBadge.Effective(row.Snapshot?.Freshness ?? default, row.IsAnswering) switch
        {
            Freshness.None => 4,
            var freshness => (int)freshness,
        },
    };
}
