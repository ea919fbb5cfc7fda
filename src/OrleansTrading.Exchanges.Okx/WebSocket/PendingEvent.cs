using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>One entry of a frame that has been read and is to be handed out.</summary>
internal struct PendingEvent
{
    public MarketStream Stream;
    public MarketEvent Event;
    public long EventTime;

    /// <summary>The time that it names itself; 0 where it names none.</summary>
    public long Named;

    /// <summary>Whether that time may be long past, so that it says no more than that it is later now.</summary>
    public bool IsPast;

    /// <summary>Whether it only shows that the stream lives.</summary>
    public bool IsRepeat;

    /// <summary>For books: the update's number, whether it is the whole book, and where its levels lie.</summary>
    public long Update;
    public bool IsSnapshot;
    public Range Bids;
    public Range Asks;
}
