namespace OrleansTrading.Domain.Execution;

/// <summary>What became of a signal.</summary>
public enum ExecutionOutcome : byte
{
    /// <summary>An order was made of it.</summary>
    Taken = 0,

    /// <summary>An order would have been made of it.</summary>
    DryRun = 1,

    /// <summary>Nothing was made of it.</summary>
    Refused = 2,
}
