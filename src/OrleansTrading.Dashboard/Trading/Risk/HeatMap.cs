using System.Collections.Immutable;
using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Dashboard.Trading.Risk;

/// <summary>Exposure by asset and venue. Values in quote units.</summary>
/// <param name="Venues">The columns, by name.</param>
/// <param name="Rows">The assets, the largest first.</param>
internal sealed record HeatMap(ImmutableArray<string> Venues, ImmutableArray<HeatMap.Row> Rows)
{
    /// <param name="positions">Valued positions of one kind of money.</param>
    public static HeatMap Of(IReadOnlyCollection<HeldPosition> positions)
    {
        var venues = positions.Select(position => position.Instrument.Venue).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var rows = positions.GroupBy(position => position.BaseAsset, StringComparer.Ordinal)
            .Select(asset => new Row(asset.Key, [.. venues.Select(venue => Sum(asset.Where(position => position.Instrument.Venue == venue)))], Sum(asset)))
            .OrderByDescending(row => row.Total.Long + row.Total.Short).ThenBy(row => row.Asset, StringComparer.Ordinal)
            .ToList();
        var largest = rows.SelectMany(row => row.Cells).Select(cell => Math.Max(cell.Long, cell.Short)).DefaultIfEmpty().Max();
        return new HeatMap(venues, [.. rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell with { Heat = HeatOf(cell, largest) })] })]);
    }

    private static Cell Sum(IEnumerable<HeldPosition> positions)
    {
        var (held, owed) = (0m, 0m);
        foreach (var position in positions)
        {
            var value = position.Quantity * position.Price;
            (held, owed) = (held + Math.Max(0, value), owed + Math.Max(0, -value));
        }

        return new Cell(held, owed, 0);
    }

    private static int HeatOf(Cell cell, decimal largest) =>
        largest == 0 || cell.IsEmpty ? 0 : Math.Clamp((int)Math.Ceiling(Math.Max(cell.Long, cell.Short) * 5 / largest), 1, 5);

    /// <summary>An asset at every venue.</summary>
    internal sealed record Row(string Asset, ImmutableArray<Cell> Cells, Cell Total);

    /// <summary>One asset at one venue.</summary>
    /// <param name="Long">Value of the long positions.</param>
    /// <param name="Short">Value of the short positions.</param>
    /// <param name="Heat">How much it is beside the largest, 0 for nothing to 5.</param>
    internal sealed record Cell(decimal Long, decimal Short, int Heat)
    {
        public decimal Net => Long - Short;

        public bool IsEmpty => Long == 0 && Short == 0;
    }
}
