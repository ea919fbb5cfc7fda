using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>What happens to a run whose silo was lost in the middle of it.</summary>
[GenerateSerializer, Alias("OrleansTrading.LostRunPolicy")]
public enum LostRunPolicy : byte
{
    /// <summary>It goes on as a further attempt of the same run. For jobs that may do their work twice without harm.</summary>
    RunAgain = 0,

    /// <summary>It has failed. For jobs whose effect must not come twice.</summary>
    Fail = 1,
}
