namespace OrleansTrading.Exchanges.Streams;

/// <summary>Why a frame was refused. Each is counted, and logged at most once a minute.</summary>
public enum FrameDefect
{
    None = 0,

    /// <summary>Not well-formed text of the venue's format.</summary>
    Syntax = 1,

    /// <summary>A member that the stream's kind needs is absent.</summary>
    MissingMember = 2,

    /// <summary>A member is of another type than documented.</summary>
    WrongType = 3,

    /// <summary>A number is not finite, negative where it cannot be, or out of range.</summary>
    BadNumber = 4,

    /// <summary>The data is of another instrument, event type or interval than the stream that carries it.</summary>
    Mismatch = 5,

    /// <summary>A candle contradicts itself.</summary>
    BadKline = 6,

    /// <summary>Binary where text is expected.</summary>
    Binary = 7,

    /// <summary>A book does not add up to the venue's checksum, or an update does not follow the one before; its stream is asked for again.</summary>
    Checksum = 8,
}
