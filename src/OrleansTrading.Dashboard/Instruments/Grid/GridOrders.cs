using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>
/// Which rows each distinct view shows and in which order, worked out once for all pages that show the same. An order holds for a second:
/// rows that change places with every tick could be neither read nor clicked.
/// </summary>
internal sealed class GridOrders(TimeProvider time)
{
    private const int Kept = 128;

    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<GridQuery, Order> _orders = new();

    internal int Worked { get; private set; }

    /// <summary>The rows of a view, newest figures in an order at most a second old.</summary>
    public GridRow[] Apply(GridFrame frame, GridQuery query)
    {
        var order = _orders.GetValueOrDefault(query);
        if (order is null || order.Instruments != frame.Instruments || time.GetElapsedTime(order.MadeAt) >= HoldsFor)
            order = Make(frame, query);
        if (ReferenceEquals(order.Frame, frame) && order.Rows is { } made)
            return made;
        var rows = new GridRow[order.Positions.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = frame.Rows[order.Positions[i]];
        _orders[query] = order with { Frame = frame, Rows = rows };
        return rows;
    }

    private Order Make(GridFrame frame, GridQuery query)
    {
        Worked++;
        if (_orders.Count >= Kept)
            _orders.Clear();
        var positions = Enumerable.Range(0, frame.Rows.Length).Where(position => query.Matches(frame.Rows[position]));
        return new Order([.. Sorted(frame.Rows, positions, query)], frame.Instruments, time.GetTimestamp(), null, null);
    }

    private static IEnumerable<int> Sorted(GridRow[] rows, IEnumerable<int> positions, GridQuery query) => query.Sort switch
    {
        null => positions,
        "name" => ByText(positions, position => rows[position].Id.Symbol, query.Descending),
        "lists" => ByText(positions, position => rows[position].Lists, query.Descending),
        var column => ByValue(positions, position => GridQuery.Value(rows[position], column), query.Descending),
    };

    private static IEnumerable<int> ByText(IEnumerable<int> positions, Func<int, string> text, bool descending) =>
        descending ? positions.OrderByDescending(text, StringComparer.Ordinal) : positions.OrderBy(text, StringComparer.Ordinal);

    private static IEnumerable<int> ByValue(IEnumerable<int> positions, Func<int, double?> value, bool descending)
    {
        var known = positions.OrderBy(position => value(position) is null);
        return descending ? known.ThenByDescending(value) : known.ThenBy(value);
    }

    private sealed record Order(int[] Positions, ImmutableArray<InstrumentId> Instruments, long MadeAt, GridFrame? Frame, GridRow[]? Rows);
}
