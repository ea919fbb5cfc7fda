namespace OrleansTrading.Domain.Jobs;

/// <summary>How far a run has come. The last five are final.</summary>
public enum JobRunState : byte
{
    /// <summary>Waits for its turn: for a slot of the silo, or for the run before it.</summary>
    Queued = 0,

    /// <summary>Under way, or waiting between two attempts.</summary>
    Running = 1,

    /// <summary>Ended as it should. Single items may have failed; the counts tell.</summary>
    Succeeded = 2,

    /// <summary>Every attempt failed, or the silo that ran it was lost.</summary>
    Failed = 3,

    /// <summary>Not begun: the run before it was still going, or what it needs had not succeeded.</summary>
    Skipped = 4,

    /// <summary>Stopped by somebody, or by a newer run.</summary>
    Cancelled = 5,

    /// <summary>Stopped because it took longer than its time limit.</summary>
    TimedOut = 6,
}
