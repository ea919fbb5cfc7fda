using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>One line of a run's log.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Level">How much it weighs.</param>
/// <param name="Message">The job's own words, at most <see cref="JobRunLog.LongestMessage"/> characters.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobLogLine")]
public sealed record JobLogLine(
    [property: Id(0)] long Time,
    [property: Id(1)] JobLogLevel Level,
    [property: Id(2)] string Message);
