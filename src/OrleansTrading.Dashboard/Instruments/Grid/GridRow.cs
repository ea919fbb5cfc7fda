using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Charts;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>
/// One instrument of one frame, shared by every page. How it is written is worked out once, when the first page shows it, and not at all
/// for a row that nobody looks at.
/// </summary>
public sealed class GridRow
{
    private readonly ImmutableArray<double> _closes;
    private string? _sparkline;
    private GridRowView? _view;

    public GridRow(InstrumentRow row, MarketReading? reading, string lists, GridRow? last)
    {
        (Row, Reading, Lists) = (row, reading, lists);
        Freshness = FreshnessBadge.Effective(row.Snapshot?.Freshness ?? default, row.IsAnswering);
        _closes = row.Snapshot?.Sparkline is { IsDefault: false } closes ? closes : [];
        // What is kept of the last row are values, never the row: frames must not hold one another.
        if (last?._sparkline is { } drawn && last._closes.AsSpan().SequenceEqual(_closes.AsSpan()))
            _sparkline = drawn;
    }

    public InstrumentRow Row { get; }

    public InstrumentId Id => Row.Id;

    public InstrumentSnapshot? Snapshot => Row.Snapshot;

    /// <summary>The market's reading; null while there is none.</summary>
    public MarketReading? Reading { get; }

    /// <summary>The watchlists it is on, separated by spaces.</summary>
    public string Lists { get; }

    public Freshness Freshness { get; }

    public string Sparkline => _sparkline ??= SparklinePath.Of(_closes);

    /// <summary>up, down or flat.</summary>
    public string SparklineTrend => _closes.IsEmpty ? "flat" : RowView.TrendOf(_closes[^1] - _closes[0], 0);

    internal GridRowView View => _view ??= GridRowView.Of(this);
}
