using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>What is in force for a job: its definition, and what settings and operators have made of it.</summary>
internal sealed record JobRules(JobDefinition Definition, JobSchedule Schedule, bool Enabled);
