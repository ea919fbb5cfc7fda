namespace OrleansTrading.Domain.Access;

/// <summary>What somebody may do. A role is a set of them, and so is what a token may be used for.</summary>
[Flags]
public enum Scope
{
    None = 0,

    /// <summary>See everything but the keys of others.</summary>
    Read = 1,

    /// <summary>Run, cancel, pause and schedule jobs, repair gaps, silence alerts.</summary>
    Operate = 2,

    /// <summary>Place and cancel orders, close positions, set guards, halt, resume and kill.</summary>
    Trade = 4,

    /// <summary>Change limits, turn live trading on, make and withdraw tokens.</summary>
    Admin = 8,
}
