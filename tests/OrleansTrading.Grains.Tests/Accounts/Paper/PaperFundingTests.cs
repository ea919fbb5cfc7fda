using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Accounts.Paper;

namespace OrleansTrading.Grains.Tests.Accounts.Paper;

public sealed class PaperFundingTests
{
    private const long Hours8 = 8 * 3_600_000L;
    private const long First = 1_767_225_600_000;
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");
    private static readonly PositionKey Key = new(Instrument, PositionSide.Net);

    private readonly PaperFunding _funding = new();

    [Fact]
    public void Funding_TimeHasPassed_IsPaidOnceAtTheRateOfBefore()
    {
        var book = BookWith(2m, openedAt: First - 1_000);
        Moves(_funding, book, Instrument, Mark(100, 0.001, First), 1).ShouldBeEmpty();
        Moves(_funding, book, Instrument, Mark(101, 0.002, First), 2).ShouldBeEmpty();
        var due = Moves(_funding, book, Instrument, Mark(200, 0.009, First + Hours8), 3).ShouldHaveSingleItem();
        (due.Amount, due.Reason, due.Position, due.Time).ShouldBe((-2m * 101m * 0.002m, CashReason.Funding, Key, 3));
        book.Apply(due);
        Moves(_funding, book, Instrument, Mark(200, 0.009, First + Hours8), 4).ShouldBeEmpty();
        Moves(new PaperFunding(), book, Instrument, Mark(200, 0.009, First + Hours8), 5).ShouldBeEmpty("the same payment after a restart");
    }

    [Fact]
    public void Funding_ShortAtAPositiveRate_IsReceived()
    {
        var book = BookWith(-3m, openedAt: First - 1_000);
        Moves(new PaperFunding(), book, Instrument, Mark(100, 0.001, First + Hours8), 1).ShouldHaveSingleItem().Amount.ShouldBe(0.3m);
    }

    [Fact]
    public void Funding_PositionOpenedAfterwards_OwesNothing() =>
        Moves(_funding, BookWith(1m, openedAt: First + 1), Instrument, Mark(100, 0.001, First + Hours8), 1).ShouldBeEmpty();

    [Fact]
    public void Funding_TimesPassedWhileNothingWasRunning_AreEachPaidOnceAtTheRateOfNowAndThatIsSaid()
    {
        var book = BookWith(2m, openedAt: First - 1_000);
        var due = new PaperFunding().Due(book, Instrument, Mark(100, 0.001, First + (3 * Hours8)), TimeSpan.FromHours(8), 9);
        due.Select(payment => payment.Move.Id).ShouldBe([.. new[] { 0, 1, 2 }.Select(i => $"funding/{Key}/{First + (i * Hours8)}")]);
        due.ShouldAllBe(payment => payment.Move.Amount == -0.2m && payment.Doubt != null && payment.Doubt.Resolution.Contains("rate of now"));
        foreach (var (move, _) in due)
            book.Apply(move);
        new PaperFunding().Due(book, Instrument, Mark(100, 0.001, First + (3 * Hours8)), TimeSpan.FromHours(8), 10).ShouldBeEmpty();
        new PaperFunding().Due(BookWith(2m, openedAt: First - (1000 * Hours8)), Instrument, Mark(100, 0.001, First), TimeSpan.FromHours(8), 9).Count.ShouldBe(100, "bounded");
    }

    [Fact]
    public void Funding_OfTimesThatCostNothingWhileItRan_IsNotMadeUpFor()
    {
        var book = BookWith(2m, openedAt: First - 1_000);
        _funding.Due(book, Instrument, Mark(100, 0, First), TimeSpan.FromHours(8), 1).ShouldBeEmpty();
        _funding.Due(book, Instrument, Mark(100, 0.001, First + Hours8), TimeSpan.FromHours(8), 2).ShouldBeEmpty("the rate was 0");
        var paid = Moves(_funding, book, Instrument, Mark(100, 0.002, First + (2 * Hours8)), 3).ShouldHaveSingleItem();
        book.Apply(paid);
        Moves(new PaperFunding(), book, Instrument, Mark(100, 0.002, First + (3 * Hours8)), 4).ShouldHaveSingleItem("after a restart too").Id.ShouldEndWith($"{First + (2 * Hours8)}");
    }

    [Fact]
    public void Funding_OfFourHours_IsPaidEveryFourHours()
    {
        var due = new PaperFunding().Due(BookWith(1m, openedAt: First - 1_000), Instrument, Mark(100, 0.001, First + Hours8), TimeSpan.FromHours(4), 9);
        due.Select(payment => payment.Move.Id).ShouldBe([$"funding/{Key}/{First}", $"funding/{Key}/{First + (Hours8 / 2)}"]);
    }

    private static List<CashMoved> Moves(PaperFunding funding, AccountBook book, InstrumentId instrument, MarkPrice mark, long now) =>
        [.. funding.Due(book, instrument, mark, TimeSpan.FromHours(8), now).Select(due => due.Move)];

    private static MarkPrice Mark(double price, double rate, long next) => new(next - 1, price, price, rate, next);

    private static AccountBook BookWith(decimal quantity, long openedAt)
    {
        var book = new AccountBook();
        book.Apply(new AccountOpened(1, "paper", "paper", true, "USDT", false));
        var side = quantity > 0 ? OrderSide.Buy : OrderSide.Sell;
        book.Apply(new FillBooked(1, new Fill(Instrument, "t", null, null, side, PositionSide.Net, 100m, Math.Abs(quantity), 0m, "USDT", false, openedAt)));
        return book;
    }
}
