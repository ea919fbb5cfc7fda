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
        _funding.Due(book, Instrument, Mark(100, 0.001, First), 1).ShouldBeEmpty();
        _funding.Due(book, Instrument, Mark(101, 0.002, First), 2).ShouldBeEmpty();
        var due = _funding.Due(book, Instrument, Mark(200, 0.009, First + Hours8), 3).ShouldHaveSingleItem();
        (due.Amount, due.Reason, due.Position, due.Time).ShouldBe((-2m * 101m * 0.002m, CashReason.Funding, Key, 3));
        book.Apply(due);
        _funding.Due(book, Instrument, Mark(200, 0.009, First + Hours8), 4).ShouldBeEmpty();
        new PaperFunding().Due(book, Instrument, Mark(200, 0.009, First + Hours8), 5).ShouldBeEmpty("the same payment after a restart");
    }

    [Fact]
    public void Funding_ShortAtAPositiveRate_IsReceived()
    {
        var book = BookWith(-3m, openedAt: First - 1_000);
        new PaperFunding().Due(book, Instrument, Mark(100, 0.001, First + Hours8), 1).ShouldHaveSingleItem().Amount.ShouldBe(0.3m);
    }

    [Fact]
    public void Funding_PositionOpenedAfterwards_OwesNothing() =>
        _funding.Due(BookWith(1m, openedAt: First + 1), Instrument, Mark(100, 0.001, First + Hours8), 1).ShouldBeEmpty();

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
