namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>What is known of a run of inputs, such that two runs that follow each other can be joined.</summary>
internal interface IAggregate<T>
    where T : struct, IAggregate<T>
{
    static abstract T Join(in T older, int olderCount, in T newer, int newerCount);
}
