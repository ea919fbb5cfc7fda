namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>Why an execution is told to stop. The first to come counts.</summary>
internal enum StopReason
{
    None = 0,
    Cancelled,
    TimeLimit,

    /// <summary>The activation or the silo goes; the run goes on elsewhere or as its policy says.</summary>
    Leaving,
}
