using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>What a run has written down of itself: its newest lines, oldest first.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Job">Its job.</param>
/// <param name="QueuedAt">When the run was asked for, Unix milliseconds.</param>
/// <param name="First">The number of the first line that is here, from 0 on; that many were written before and are not here.</param>
/// <param name="Lines">At most <see cref="MostLines"/>.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobRunLog")]
public sealed record JobRunLog(
    [property: Id(0)] string RunId,
    [property: Id(1)] string Job,
    [property: Id(2)] long QueuedAt,
    [property: Id(3)] int First,
    [property: Id(4)] ImmutableArray<JobLogLine> Lines)
{
    public const int MostLines = 300;
    public const int LongestMessage = 500;

    /// <summary>The number that the next line will have.</summary>
    public int Next => First + Lines.Length;

    /// <summary>The lines from a number on.</summary>
    public JobRunLog From(int first) =>
        first <= First ? this : this with { First = Math.Min(first, Next), Lines = Lines.RemoveRange(0, Math.Min(first, Next) - First) };
}
