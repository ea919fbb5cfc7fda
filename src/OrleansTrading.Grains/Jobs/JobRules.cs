using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>What is in force for a job: its definition, and what settings and operators have made of it.</summary>
/// <param name="Definition">What the job is.</param>
/// <param name="Schedule">When its slots are.</param>
/// <param name="Enabled">Whether they are run.</param>
/// <param name="Written">The schedule as it was written.</param>
internal sealed record JobRules(JobDefinition Definition, JobSchedule Schedule, bool Enabled, string Written);
