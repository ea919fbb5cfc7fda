namespace OrleansTrading.Domain.Jobs;

/// <summary>Why a run was begun.</summary>
public enum JobTriggerKind : byte
{
    /// <summary>Its slot had come.</summary>
    Schedule = 0,

    /// <summary>Somebody asked for it.</summary>
    Manual = 1,

    /// <summary>It is a step of a pipeline's run.</summary>
    Pipeline = 2,

    /// <summary>The newest of the slots that were missed.</summary>
    CatchUp = 3,
}
