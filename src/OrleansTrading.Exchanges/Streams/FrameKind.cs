namespace OrleansTrading.Exchanges.Streams;

/// <summary>What a frame turned out to be.</summary>
public enum FrameKind
{
    /// <summary>It could not be read; <see cref="FrameReader.Defect"/> says why.</summary>
    Malformed = 0,

    /// <summary>Well-formed, but of a stream that nobody asked for or of a shape that no table knows.</summary>
    Unknown = 1,

    /// <summary>Data: <see cref="FrameReader.Event"/> of <see cref="FrameReader.Stream"/>.</summary>
    Event = 2,

    /// <summary>Order-book diff: <see cref="FrameReader.Depth"/> of <see cref="FrameReader.Stream"/>.</summary>
    Depth = 3,

    /// <summary>The answer to a request: <see cref="FrameReader.Reply"/>.</summary>
    Reply = 4,

    /// <summary>Word of the venue about the connection itself, such as a heartbeat: data of no stream.</summary>
    Service = 5,

    /// <summary>Data of <see cref="FrameReader.Stream"/> that brings nothing new: the stream is alive, its sinks hear nothing.</summary>
    Repeat = 6,

    /// <summary>The venue is about to end the connection: it is time to replace it.</summary>
    Farewell = 7,
}
