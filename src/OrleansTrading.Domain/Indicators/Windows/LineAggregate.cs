namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>
/// The mean of a run, the sum of squared distances from it, and the sum of products of those distances with the distances of their
/// places from the middle place. Equal inputs give exactly zero for both sums.
/// </summary>
internal readonly record struct LineAggregate(double Mean, double Squares, double Moment) : IAggregate<LineAggregate>
{
    public static LineAggregate Join(in LineAggregate older, int olderCount, in LineAggregate newer, int newerCount)
    {
        var step = newer.Mean - older.Mean;
        var share = (double)newerCount / (olderCount + newerCount);
        return new LineAggregate(
            older.Mean + (step * share),
            older.Squares + newer.Squares + (step * step * (olderCount * share)),
            older.Moment + newer.Moment + (step * (olderCount * 0.5 * newerCount)));
    }

    public static LineAggregate Of(double input) => new(input, 0, 0);

    /// <summary>Of the inputs themselves, divided by their number.</summary>
    public double PopulationDeviation(int count) => Math.Sqrt(Squares / count);

    /// <summary>Of what the inputs are drawn from, divided by their number less one.</summary>
    public double SampleDeviation(int count) => Math.Sqrt(Squares / (count - 1));

    /// <summary>The mean with weights 1 to <paramref name="count"/>, the newest counting most.</summary>
    public double WeightedMean(int count) => Mean + (Moment / (count * (count + 1.0) / 2));

    /// <summary>Of the least-squares line, a place.</summary>
    public double Slope(int count) => Moment / (count * (((double)count * count) - 1) / 12);

    /// <summary>How many deviations an input lies above the mean; 0 where all are equal.</summary>
    public double Score(double input, int count)
    {
        var deviation = PopulationDeviation(count);
        return deviation > 0 ? (input - Mean) / deviation : 0;
    }
}
