namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>Value traded in candles that rose, and in candles that fell.</summary>
internal readonly record struct FlowAggregate(double Up, double Down) : IAggregate<FlowAggregate>
{
    public static FlowAggregate Join(in FlowAggregate older, int olderCount, in FlowAggregate newer, int newerCount) =>
        new(older.Up + newer.Up, older.Down + newer.Down);
}
