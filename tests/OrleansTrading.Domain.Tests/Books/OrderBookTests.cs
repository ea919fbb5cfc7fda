using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Books;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Books;

public sealed class OrderBookTests
{
    /// <summary>However small its bound, a book's known levels are the best of the venue's, without a hole.</summary>
    [Fact]
    public void OrderBook_AnyDiffs_KnowsTheBestLevelsExactly() =>
        Prop.ForAll<int, PositiveInt, PositiveInt>((seed, bound, asked) =>
        {
            var venue = new MadeUpVenue(seed);
            var book = new OrderBook(1 + (bound.Get % 60));
            var levels = 1 + (asked.Get % 60);
            Load(book, venue, levels).ShouldBe(BookDefect.None);
            for (var i = 0; i < 200; i++)
            {
                var diff = venue.Next(changes: 1 + (i % 7));
                book.Apply([.. diff.Bids], [.. diff.Asks]).ShouldBe(BookDefect.None);
                ShouldKnowTheBest(book, venue);
                if (book.IsExhausted)
                    Load(book, venue, levels).ShouldBe(BookDefect.None);
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>A window has every level that the venue has in view.</summary>
    [Fact]
    public void OrderBook_OfAWindow_HasAllThatIsInView() =>
        Prop.ForAll<int, PositiveInt>((seed, size) =>
        {
            var window = 1 + (size.Get % 30);
            var venue = new MadeUpVenue(seed, window);
            var book = new OrderBook(window, isWindow: true);
            Load(book, venue, int.MaxValue).ShouldBe(BookDefect.None);
            for (var i = 0; i < 200; i++)
            {
                var diff = venue.Next(changes: 1 + (i % 7));
                book.Apply([.. diff.Bids], [.. diff.Asks]).ShouldBe(BookDefect.None);
                ShouldKnowTheBest(book, venue);
                (book.BidCount, book.AskCount).ShouldBe((venue.Side(isBids: true).Count, venue.Side(isBids: false).Count));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void OrderBook_MoreLevelsThanItsBound_KeepsTheBestAndForgetsTheRestForGood()
    {
        var book = new OrderBook(levels: 2);
        book.Load([new(10, 1), new(9, 1), new(8, 1)], [new(11, 1)], wholeBelow: 1_000).ShouldBe(BookDefect.None);
        Bids(book).ShouldBe([new BookLevel(10, 1), new BookLevel(9, 1)]);

        // What lies beyond is not known, so a change of it is no reason to believe that nothing lies between.
        book.Apply([new(10, 0), new(8, 5)], []).ShouldBe(BookDefect.None);
        Bids(book).ShouldBe([new BookLevel(9, 1)]);
        book.IsThin(2).ShouldBeTrue();
        book.IsExhausted.ShouldBeFalse();
        book.Apply([new(9, 0)], []).ShouldBe(BookDefect.None);
        book.IsExhausted.ShouldBeTrue();
    }

    [Fact]
    public void OrderBook_WholeSideRunsEmpty_IsNotExhausted()
    {
        var book = new OrderBook(levels: 10);
        book.Load([new(10, 1)], [new(11, 1)], wholeBelow: 5).ShouldBe(BookDefect.None);
        book.Apply([new(10, 0)], []).ShouldBe(BookDefect.None);
        (book.BestBid, book.BestAsk, book.IsExhausted, book.IsThin(5)).ShouldBe((null, new BookLevel(11, 1), false, false));
    }

    [Theory]
    [InlineData(11, 1, BookDefect.Crossed)]
    [InlineData(12, 1, BookDefect.Crossed)]
    [InlineData(0, 1, BookDefect.BadLevel)]
    [InlineData(-1, 1, BookDefect.BadLevel)]
    [InlineData(9, -1, BookDefect.BadLevel)]
    [InlineData(9, double.NaN, BookDefect.BadLevel)]
    [InlineData(double.NaN, 1, BookDefect.BadLevel)]
    [InlineData(double.PositiveInfinity, 1, BookDefect.BadLevel)]
    [InlineData(9, double.PositiveInfinity, BookDefect.BadLevel)]
    [InlineData(10.5, 1, BookDefect.None)]
    public void OrderBook_BidThatCannotBe_IsADefect(double price, double quantity, BookDefect expected)
    {
        var book = new OrderBook(levels: 10);
        book.Load([new(10, 1)], [new(11, 1)], wholeBelow: 5).ShouldBe(BookDefect.None);
        book.Apply([new(price, quantity)], []).ShouldBe(expected);
    }

    [Fact]
    public void OrderBook_SnapshotOutOfOrderOrWithNothing_IsADefect()
    {
        var book = new OrderBook(levels: 10);
        book.Load([new(9, 1), new(10, 1)], [], wholeBelow: 5).ShouldBe(BookDefect.Unsorted);
        book.Load([new(9, 1), new(9, 1)], [], wholeBelow: 5).ShouldBe(BookDefect.Unsorted);
        book.Load([], [new(11, 1), new(10, 1)], wholeBelow: 5).ShouldBe(BookDefect.Unsorted);
        book.Load([new(9, 0)], [], wholeBelow: 5).ShouldBe(BookDefect.BadLevel);
    }

    [Fact]
    public void OrderBook_WindowToldOfMoreThanItCanHold_IsADefect()
    {
        var book = new OrderBook(levels: 10, isWindow: true);
        book.Load([], [], int.MaxValue).ShouldBe(BookDefect.None);
        book.Apply([.. Enumerable.Range(1, 1_000).Select(price => new BookLevel(price, 1))], []).ShouldBe(BookDefect.Overfull);
    }

    [Fact]
    public void OrderBook_OneHugeMessage_StaysWithinItsBound()
    {
        var book = new OrderBook(levels: 10);
        book.Load([new(1, 1)], [], wholeBelow: 5).ShouldBe(BookDefect.None);
        book.Apply([.. Enumerable.Range(1, 1_000).Select(price => new BookLevel(price, price)).Reverse()], []).ShouldBe(BookDefect.None);
        Bids(book).ShouldBe([.. Enumerable.Range(991, 10).Reverse().Select(price => new BookLevel(price, price))]);
        book.Bytes.ShouldBeLessThan(4_096);
    }

    [Fact]
    public void OrderBook_InItsSteadyState_AllocatesNothing()
    {
        var venue = new MadeUpVenue(seed: 3);
        var book = new OrderBook(levels: 100);
        var messages = Enumerable.Range(0, 2_000).Select(_ => venue.Next(5)).Select(diff => (Bids: diff.Bids.ToArray(), Asks: diff.Asks.ToArray())).ToArray();
        Feed();

        AllocatedMemory.Least(() => Feed).ShouldBe(0);

        void Feed()
        {
            book.Load([], [], wholeBelow: 5);
            foreach (var (bids, asks) in messages)
                book.Apply(bids, asks);
        }
    }

    private static BookDefect Load(OrderBook book, MadeUpVenue venue, int levels) =>
        book.Load([.. venue.Side(isBids: true).Take(levels)], [.. venue.Side(isBids: false).Take(levels)], levels);

    private static void ShouldKnowTheBest(OrderBook book, MadeUpVenue venue)
    {
        book.Verify().ShouldBe(BookDefect.None);
        Bids(book).ShouldBe(venue.Side(isBids: true).Take(book.BidCount));
        Asks(book).ShouldBe(venue.Side(isBids: false).Take(book.AskCount));
    }

    private static BookLevel[] Bids(OrderBook book)
    {
        var levels = new BookLevel[book.BidCount];
        book.CopyBids(levels).ShouldBe(levels.Length);
        return levels;
    }

    private static BookLevel[] Asks(OrderBook book)
    {
        var levels = new BookLevel[book.AskCount];
        book.CopyAsks(levels).ShouldBe(levels.Length);
        return levels;
    }
}
