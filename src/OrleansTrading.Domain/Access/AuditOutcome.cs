namespace OrleansTrading.Domain.Access;

/// <summary>What became of an action.</summary>
public enum AuditOutcome
{
    /// <summary>It was begun. Without a later entry of the same id the process ended before its end was known.</summary>
    Begun = 1,

    /// <summary>It was done.</summary>
    Done = 2,

    /// <summary>It was refused: not allowed, or against a rule. Nothing changed.</summary>
    Refused = 3,

    /// <summary>It failed, and may or may not have changed something.</summary>
    Failed = 4,
}
