using OrleansTrading.Dashboard.Charts;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>A pane below the prices.</summary>
/// <param name="Key">Its indicator's key.</param>
/// <param name="Name">Its indicator's name.</param>
/// <param name="Lines">What is drawn.</param>
/// <param name="Levels">Path data of its faint lines.</param>
/// <param name="Labels">What stands at the axis.</param>
public sealed record PaneModel(string Key, string Name, DrawnLine[] Lines, string Levels, AxisLabel[] Labels);
