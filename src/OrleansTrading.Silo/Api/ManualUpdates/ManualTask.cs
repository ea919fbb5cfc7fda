using System.Collections.Immutable;

namespace OrleansTrading.Silo.Api.ManualUpdates;

/// <summary>The tasks of the older form, each with the job that does it now.</summary>
/// <param name="Name">The task's word.</param>
/// <param name="Job">The job's name.</param>
internal sealed record ManualTask(string Name, string Job)
{
    public static ImmutableArray<ManualTask> All { get; } =
    [
        new("all", "update-all"),
        new("ohlc", "fetch-ohlc"),
        new("indicators", "calculate-indicators"),
        new("ema", "calculate-ema-channel"),
        new("regime", "calculate-market-regime"),
        new("signals", "generate-signals"),
    ];

    public static string Expected { get; } = "one of " + string.Join(", ", All.Select(task => task.Name));

    public static ManualTask? Find(string? name) => All.FirstOrDefault(task => task.Name == name);

    /// <summary>The task's word for a job; the job's own name when no task stands for it.</summary>
    public static string NameOf(string job) => All.FirstOrDefault(task => task.Job == job)?.Name ?? job;
}
