namespace OrleansTrading.Dashboard.Charts;

/// <summary>A label on an axis.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Percent">Where it stands: from the left or the top of the plot, 0 to 100.</param>
public readonly record struct AxisLabel(string Text, double Percent);
