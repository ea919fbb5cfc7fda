using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>One line of an indicator.</summary>
/// <param name="Name">As traders write it, the same in every language.</param>
/// <param name="Value">Its value; NaN where there is none.</param>
/// <param name="IsBars">Whether it is drawn as bars from zero.</param>
public sealed record IndicatorLine(string Name, Func<IndicatorValues, double> Value, bool IsBars = false);
