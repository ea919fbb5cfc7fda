using System.Collections.Immutable;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>All jobs at one moment.</summary>
/// <param name="Jobs">By name; null until they have answered.</param>
/// <param name="Failed">Whether they did not answer; what is shown is old.</param>
/// <param name="Now">When the frame was made, Unix milliseconds.</param>
public sealed record JobsFrame(ImmutableArray<JobStatus>? Jobs, bool Failed, long Now);
