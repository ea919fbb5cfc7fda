using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>Who goes first when a silo's slots for runs are taken.</summary>
[GenerateSerializer, Alias("OrleansTrading.JobPriority")]
public enum JobPriority : byte
{
    Normal = 0,

    /// <summary>Has slots of its own besides those of all, and goes before every normal one.</summary>
    High = 1,
}
