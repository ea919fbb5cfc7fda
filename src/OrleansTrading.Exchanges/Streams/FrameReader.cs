using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Reads frames of one connection, one after the other; what it hands out is valid until the next call.
/// A frame may bring several events: the first comes by <see cref="Read"/>, and while <see cref="HasMore"/> the others by
/// <see cref="ReadMore"/>, which needs the frame no longer. It never throws for what a frame holds, and allocates nothing for data.
/// </summary>
public abstract class FrameReader
{
    private MarketEvent _event;

    /// <summary>The stream of the last event or depth frame.</summary>
    public MarketStream? Stream { get; protected set; }

    /// <summary>The last event.</summary>
    public ref readonly MarketEvent Event => ref _event;

    /// <summary>Whether the last frame holds more than what has been handed out.</summary>
    public bool HasMore { get; protected set; }

    /// <summary>The venue's time in the last event or depth frame, Unix milliseconds.</summary>
    public long EventTime { get; protected set; }

    /// <summary>The last order-book diff.</summary>
    public abstract DepthUpdate Depth { get; }

    public RequestReply Reply { get; protected set; }

    public FrameDefect Defect { get; protected set; }

    /// <summary>Reads one whole message.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <param name="streams">The streams that the connection carries.</param>
    /// <param name="received">Time of receipt, a <see cref="TimeProvider.GetTimestamp"/> value.</param>
    public abstract FrameKind Read(ReadOnlySpan<byte> frame, StreamTable streams, long received);

    /// <summary>The next of a frame that <see cref="HasMore"/>.</summary>
    public virtual FrameKind ReadMore() => throw new InvalidOperationException("The last frame holds nothing more.");

    /// <summary>Where a reader writes its event; saves a copy.</summary>
    protected ref MarketEvent EventSlot => ref _event;

    protected FrameKind Refuse(FrameDefect defect)
    {
        Defect = defect;
        return FrameKind.Malformed;
    }
}
