namespace OrleansTrading.Simulator.Faults;

/// <summary>What can be made to go wrong.</summary>
public enum FaultKind
{
    /// <summary>Cuts open connections: all, those of a listen path, or those that listen to a symbol.</summary>
    Drop,

    /// <summary>Refuses new stream connections.</summary>
    Refuse,

    /// <summary>Sends nothing of the chosen streams while others flow.</summary>
    Freeze,

    /// <summary>Sends no market data at all; pings and answers still come.</summary>
    Silence,

    /// <summary>Holds every chosen frame back for a while.</summary>
    Delay,

    /// <summary>Sends every chosen frame twice.</summary>
    Duplicate,

    /// <summary>Sends chosen frames in swapped pairs, stream by stream.</summary>
    Reorder,

    /// <summary>Cuts chosen frames short, so that they are not JSON.</summary>
    Malformed,

    /// <summary>Leaves out depth events, so that the chain of update ids breaks.</summary>
    Gap,

    /// <summary>Answers REST requests with 429, 418 or 503.</summary>
    Http,

    /// <summary>Shifts what /fapi/v1/time tells.</summary>
    Skew,

    /// <summary>Delays, loses or refuses requests that send, change or cancel orders.</summary>
    Order,

    /// <summary>Ends every key of private streams at once, and tells those who listen by it.</summary>
    ListenKeyExpired,

    /// <summary>Shifts a symbol's prices at one venue by a share of them: its trades, candles, book, mark and index price.</summary>
    Price,

    /// <summary>Spoils the bodies of answers to REST requests: cut short, empty, a page for people, of another shape, or bytes that are no text.</summary>
    Garble,
}
