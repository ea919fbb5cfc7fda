namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>A line as it is drawn.</summary>
/// <param name="Indicator">Name of its indicator.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Style">Which of the styles of lines, from 0; each differs by its dashes beside its colour.</param>
/// <param name="Path">Path data.</param>
/// <param name="IsBars">Whether the path is of bars.</param>
/// <param name="Newest">Its newest value.</param>
public readonly record struct DrawnLine(string Indicator, string Name, int Style, string Path, bool IsBars, double Newest);
