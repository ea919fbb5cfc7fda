using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Tests.Arbitrage;

public sealed class ArbitrageMathTests
{
    private const double Tolerance = 1e-9;
    private static readonly ArbitrageRules Rules = new(Notional: 1_000, OpenBps: 5, CloseBps: 2, MaxAge: TimeSpan.FromSeconds(5));

    [Fact]
    public void Compare_TwoVenues_WalksBothBooksAndTakesBothFees()
    {
        // 1,000 at the best ask of 100 is 10 units: 4 at 100 and 6 at 101; sold 5 at 103 and 5 at 102.
        var cheap = Market("a", asks: [new(100, 4), new(101, 50)], bids: [new(99, 100)], fee: 0.001);
        var dear = Market("b", asks: [new(104, 100)], bids: [new(103, 5), new(102, 50)], fee: 0.002);

        var spread = ArbitrageMath.Compare([cheap, dear], Rules)[0];

        (spread.Buy.Venue, spread.Sell.Venue, spread.Quantity).ShouldBe(("a", "b", 10));
        spread.BuyPrice.ShouldBe(100.6, Tolerance);
        spread.SellPrice.ShouldBe(102.5, Tolerance);
        spread.GrossBps.ShouldBe(1.9 / 100.6 * 10_000, Tolerance);
        spread.NetBps.ShouldBe(((102.5 * 0.998) - (100.6 * 1.001)) / 100.6 * 10_000, Tolerance);
    }

    [Fact]
    public void Compare_BestFirst_HoldsBothDirections()
    {
        var spreads = ArbitrageMath.Compare([Market("a", [new(100, 90)], [new(99, 90)]), Market("b", [new(103, 90)], [new(102, 90)])], Rules);
        spreads.Select(spread => spread.Buy.Venue).ShouldBe(["a", "b"]);
        spreads[0].NetBps.ShouldBeGreaterThan(spreads[1].NetBps);
    }

    [Fact]
    public void Compare_WhatCannotBeExecuted_IsNotClaimed()
    {
        var good = Market("a", [new(100, 90)], [new(99, 90)]);
        ArbitrageMath.Compare([good, Market("b", [new(103, 9)], [new(102, 9)])], Rules).ShouldBeEmpty("both directions lack depth on one side");
        ArbitrageMath.Compare([good, Market("b", [], [])], Rules).ShouldBeEmpty();
        ArbitrageMath.Compare([good, Market("b", [new(103, 90)], [new(102, 90)]) with { Age = TimeSpan.FromSeconds(5.1) }], Rules).ShouldBeEmpty();
        ArbitrageMath.Compare([good, Market("b", [new(103, 90)], [new(102, 90)]) with { CanBeSold = false }], Rules)
            .Select(spread => spread.Sell.Venue).ShouldBe(["a"]);
    }

    [Fact]
    public void Compare_Funding_IsWhatTheShortReceivesLessWhatTheLongPays()
    {
        var low = Market("a", [new(100, 90)], [new(99, 90)]) with { FundingRate = 0.0001 };
        var high = Market("b", [new(103, 90)], [new(102, 90)]) with { FundingRate = 0.0003 };
        ArbitrageMath.Compare([low, high], Rules)[0].FundingBpsPerYear!.Value.ShouldBe(0.0002 * 1095 * 10_000, Tolerance);
        // Hourly at one, every eight hours at the other.
        ArbitrageMath.Compare([low with { FundingsPerYear = 8_760 }, high], Rules)[0].FundingBpsPerYear!.Value
            .ShouldBe(((0.0003 * 1095) - (0.0001 * 8_760)) * 10_000, Tolerance);
        // What is bought on a spot market has no funding.
        ArbitrageMath.Compare([low with { CanBeSold = false, FundingRate = null, FundingsPerYear = null }, high], Rules)[0].FundingBpsPerYear!.Value
            .ShouldBe(0.0003 * 1095 * 10_000, Tolerance);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Compare_FundingThatIsNotKnown_IsNotTakenForNone(bool lacksRate, bool lacksInterval)
    {
        var known = Market("a", [new(100, 90)], [new(99, 90)]) with { FundingRate = 0.0001 };
        var other = Market("b", [new(103, 90)], [new(102, 90)]) with { FundingRate = lacksRate ? null : 0.0003, FundingsPerYear = lacksInterval ? null : 1095 };
        ArbitrageMath.Compare([known, other], Rules).Select(spread => spread.FundingBpsPerYear).ShouldBe([null, null]);
    }

    [Fact]
    public void ThinSide_OfABook_IsTheOneThatDoesNotHoldTheValue()
    {
        ArbitrageMath.ThinSide(Market("a", [new(100, 10)], [new(99, 11)]), 1_000).ShouldBeNull();
        ArbitrageMath.ThinSide(Market("a", [new(100, 9.9)], [new(99, 11)]), 1_000).ShouldBe("ask");
        ArbitrageMath.ThinSide(Market("a", [new(100, 10)], [new(99, 10)]), 1_000).ShouldBe("bid");
        ArbitrageMath.ThinSide(Market("a", [new(100, 10)], [new(99, 10)]) with { CanBeSold = false }, 1_000).ShouldBeNull("nothing is sold there");
    }

    [Fact]
    public void Compare_DifferentQuotes_AreMarked() =>
        ArbitrageMath.Compare([Market("a", [new(100, 90)], [new(99, 90)]), Market("b", [new(103, 90)], [new(102, 90)]) with { QuoteAsset = "USD" }], Rules)
            .ShouldAllBe(spread => !spread.SameQuote);

    [Fact]
    public void AveragePrice_MoreThanThereIs_IsNone()
    {
        ArbitrageMath.AveragePrice([new(1, 2), new(2, 2)], 4)!.Value.ShouldBe(1.5, Tolerance);
        ArbitrageMath.AveragePrice([new(1, 2), new(2, 2)], 4.5).ShouldBeNull();
    }

    /// <summary>Taking unit by unit, each from the best level left of both books, as long as it pays.</summary>
    [Fact]
    public void Best_AnyBooks_IsWhatTakingUnitByUnitGives() => Prop.ForAll(Books.ToArbitrary(), books =>
    {
        var (asks, bids) = (Units(books.Asks), Units(books.Bids));
        var (quantity, profit) = (0, 0.0);
        while (quantity < Math.Min(asks.Count, bids.Count) && (bids[quantity] * 0.998) - (asks[quantity] * 1.001) is > 0 and var unit)
            (quantity, profit) = (quantity + 1, profit + unit);
        var spread = ArbitrageMath.Compare(
            [Market("a", books.Asks, [new(1, 1)], 0.001), Market("b", [new(1_000_000, 1)], books.Bids, 0.002)], Rules with { Notional = books.Asks[0].Price })
            .Single(spread => spread.Buy.Venue == "a");
        return (Math.Abs(spread.BestQuantity - quantity) < Tolerance && Math.Abs(spread.BestProfit - profit) < 1e-6)
            .Label($"{spread.BestQuantity} for {spread.BestProfit}; expected {quantity} for {profit}");
    }).QuickCheckThrowOnFailure();

    private static Gen<(ImmutableArray<BookLevel> Asks, ImmutableArray<BookLevel> Bids)> Books =>
        from asks in Side(1)
        from bids in Side(-1)
        select (asks, bids);

    private static Gen<ImmutableArray<BookLevel>> Side(int step) =>
        from start in Gen.Choose(95, 105)
        from quantities in Gen.Choose(1, 5).NonEmptyListOf()
        select quantities.Take(8).Select((quantity, i) => new BookLevel(start + (step * i), quantity)).ToImmutableArray();

    private static List<double> Units(ImmutableArray<BookLevel> levels) =>
        [.. levels.SelectMany(level => Enumerable.Repeat(level.Price, (int)level.Quantity))];

    private static ArbitrageMarket Market(string venue, ImmutableArray<BookLevel> asks, ImmutableArray<BookLevel> bids, double fee = 0) =>
        new(new InstrumentId(venue, "BTCUSDT"), "USDT", bids, asks, fee, null, 1095, TimeSpan.FromSeconds(1), CanBeSold: true);
}
