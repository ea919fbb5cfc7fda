using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>Signals of an instrument and executions of every account in it, newest first. What does not come any more stays as it last was.</summary>
public sealed record ChartMarks(ImmutableArray<ChartMark> Signals, ImmutableArray<ChartMark> Fills)
{
    public static ChartMarks None { get; } = new([], []);

    /// <summary>Whether signals do not come.</summary>
    public bool SignalsFailed { get; init; }

    /// <summary>Whether it does not come which accounts there are.</summary>
    public bool AccountsFailed { get; init; }

    /// <summary>Accounts whose executions do not come, in order.</summary>
    public ImmutableArray<string> Silent { get; init; } = [];
}
