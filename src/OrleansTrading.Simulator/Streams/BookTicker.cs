using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Streams;

/// <summary>Top of the book with its quantities in steps.</summary>
internal readonly record struct BookTicker(BookTop Top, long BidSteps, long AskSteps, long UpdateId, long Time)
{
    public static BookTicker At(BookModel book, in BookTop top, long time) =>
        new(top, book.Bid(top, top.BidTicks), book.Ask(top, top.AskTicks), book.UpdateId(top.Step), time);

    public bool ShowsSameAs(in BookTicker other) =>
        Top.BidTicks == other.Top.BidTicks && Top.AskTicks == other.Top.AskTicks && BidSteps == other.BidSteps && AskSteps == other.AskSteps;
}
