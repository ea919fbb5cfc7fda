using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Jobs;

/// <summary>How jobs are run. Section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Whether the slots of all jobs are run, unless a job says otherwise. By hand they can be run in any case.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Runs that one silo has under way at once.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Runs of high-priority jobs that it has under way besides those.</summary>
    [Range(0, 64)]
    public int HighPrioritySlots { get; set; } = 2;

    /// <summary>How long a cancelled run may take to stop before it is abandoned.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan AbandonAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the progress of a run that is going is saved.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often every silo makes sure of the scheduler, and the scheduler of every job.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan NudgeInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How late a slot may be before the scheduler takes it for missed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MissedAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What is different for single jobs, by name.</summary>
    public Dictionary<string, JobItemOptions> Items { get; } = new(StringComparer.Ordinal);
}
