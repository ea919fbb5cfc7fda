using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>Signals of an instrument and executions of every account in it, newest first.</summary>
public sealed record ChartMarks(ImmutableArray<ChartMark> Signals, ImmutableArray<ChartMark> Fills)
{
    public static ChartMarks None { get; } = new([], []);
}
