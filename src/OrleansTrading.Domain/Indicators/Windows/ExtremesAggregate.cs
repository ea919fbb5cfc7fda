namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>The highest high and the lowest low of a run.</summary>
internal readonly record struct ExtremesAggregate(double High, double Low) : IAggregate<ExtremesAggregate>
{
    public static ExtremesAggregate Join(in ExtremesAggregate older, int olderCount, in ExtremesAggregate newer, int newerCount) =>
        new(older.High > newer.High ? older.High : newer.High, older.Low < newer.Low ? older.Low : newer.Low);
}
