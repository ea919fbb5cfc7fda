using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>What a run has written down of itself.</summary>
/// <param name="First">The number of the first line that is here; earlier ones were not asked for, or are not kept any more.</param>
/// <param name="Next">The number that the next line will have.</param>
/// <param name="Lines">Oldest first.</param>
internal sealed record RunLogView(int First, int Next, IReadOnlyList<RunLogLineView> Lines)
{
    /// <summary>A run that has written nothing has no log.</summary>
    public static RunLogView Of(JobRunLog? log) => log is null
        ? new RunLogView(0, 0, [])
        : new RunLogView(log.First, log.Next, [.. log.Lines.Select(line => new RunLogLineView(line.Time, line.Level.ToString(), line.Message))]);
}

/// <summary>One line of a run's log.</summary>
/// <param name="Time">When it was written, in Unix milliseconds.</param>
/// <param name="Level">Information, Warning or Error.</param>
/// <param name="Message">The job's own words.</param>
internal sealed record RunLogLineView(long Time, string Level, string Message);
