namespace OrleansTrading.Domain.Streams;

/// <summary>State of one stream kind of one instrument.</summary>
public enum StreamState : byte
{
    /// <summary>Subscribed (or about to be); no data has come on this subscription yet.</summary>
    Waiting = 0,

    /// <summary>Data came within the idle time.</summary>
    Live = 1,

    /// <summary>Quiet for longer than the idle time, not yet for the stall time.</summary>
    Idle = 2,

    /// <summary>Quiet for longer than the stall time, or no first message in its time: being repaired.</summary>
    Stalled = 3,

    /// <summary>The connection is gone and is being made anew.</summary>
    Reconnecting = 4,

    /// <summary>Repeated attempts to connect have failed; attempts go on.</summary>
    Down = 5,
}
