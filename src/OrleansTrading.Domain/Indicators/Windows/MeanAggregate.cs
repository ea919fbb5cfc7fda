namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>The mean of a run. Equal inputs have exactly themselves as their mean.</summary>
internal readonly record struct MeanAggregate(double Mean) : IAggregate<MeanAggregate>
{
    public static MeanAggregate Join(in MeanAggregate older, int olderCount, in MeanAggregate newer, int newerCount) =>
        new(older.Mean + ((newer.Mean - older.Mean) * ((double)newerCount / (olderCount + newerCount))));
}
