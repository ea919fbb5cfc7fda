using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts;

public sealed class ProfitProperties
{
    private static readonly InstrumentId Id = new("sim", "BTCUSDT");

    private static readonly Gen<Fill> Fills =
        from side in Gen.Elements(OrderSide.Buy, OrderSide.Sell)
        from price in Gen.OneOf(Gen.Choose(1, 9_000_000).Select(n => n / 100m), Gen.Choose(1, 90_000).Select(n => n / 100_000_000m))
        from steps in Gen.Choose(1, 7_000)
        from fee in Gen.Choose(-20, 100)
        from coins in Gen.Frequency((4, Gen.Constant("USDT")), (1, Gen.Constant("BNB")))
        select new Fill(Id, "", null, null, side, PositionSide.Net, price, steps / 1000m, Math.Round(price * steps / 1000m * fee / 100_000m, 8), coins, false, 5);

    private static readonly Gen<object> Happenings = Gen.Frequency(
        (8, Fills.Select(fill => (object)fill)), (1, Gen.Choose(-5_000, 5_000).Where(n => n != 0).Select(n => (object)(n / 1000m))));

    [Fact]
    public void Profit_AnyFillsAndFunding_IsTheOraclesAndNothingIsLost() =>
        Prop.ForAll(Happenings.ArrayOf().ToArbitrary(), Gen.Choose(1, 9_000_000).Select(n => n / 100m).ToArbitrary(), (happenings, mark) =>
        {
            var (book, oracle) = (Opened(isHedged: false), new ProfitOracle());
            var (traded, paid, coins, funded) = (0m, 0m, 0m, 0m);
            for (var i = 0; i < happenings.Length; i++)
            {
                if (happenings[i] is decimal amount)
                {
                    funded += amount;
                    book.Apply(new CashMoved(5, $"f{i}", CashReason.Funding, "USDT", amount, new PositionKey(Id, PositionSide.Net)));
                    continue;
                }

                var fill = (Fill)happenings[i] with { TradeId = $"t{i}" };
                oracle.Fill(fill);
                book.Apply(new FillBooked(5, fill));
                traded += fill.SignedQuantity * fill.Price;
                paid += fill.FeeAsset == "USDT" ? fill.Fee : 0;
                coins += fill.FeeAsset == "BNB" ? fill.Fee : 0;
            }

            var position = book.PositionOf(new PositionKey(Id, PositionSide.Net));
            return Near(book.Realised, oracle.Realised).Label($"realised {book.Realised}, expected {oracle.Realised}")
                .And(Near(position.UnrealisedAt(mark), oracle.UnrealisedAt(mark)).Label($"unrealised {position.UnrealisedAt(mark)}, expected {oracle.UnrealisedAt(mark)}"))
                .And((Rational.Of(position.Quantity) == oracle.Quantity).Label("quantity"))
                .And((!position.IsFlat || position.Cost == 0).Label("flat and not at 0"))
                .And((traded == position.Cost - book.Realised).Label("value traded is not the change of cost less the profit"))
                .And((book.Cash.GetValueOrDefault("USDT") == 1_000 + book.Realised + funded - paid && book.Cash.GetValueOrDefault("BNB") == -coins).Label("cash"))
                .And((book.Funding == funded && book.Fees.GetValueOrDefault("USDT") == paid && book.Fees.GetValueOrDefault("BNB") == coins).Label("sums"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(80));

    [Fact]
    public void Profit_Hedged_IsOfEachSideByItself() =>
        Prop.ForAll(Fills.ArrayOf().ToArbitrary(), fills =>
        {
            var book = Opened(isHedged: true);
            var oracles = new Dictionary<PositionSide, ProfitOracle> { [PositionSide.Long] = new(), [PositionSide.Short] = new() };
            for (var i = 0; i < fills.Length; i++)
            {
                var fill = fills[i] with { TradeId = $"t{i}", PositionSide = i % 3 == 0 ? PositionSide.Short : PositionSide.Long };
                oracles[fill.PositionSide].Fill(fill);
                book.Apply(new FillBooked(5, fill));
            }

            return oracles.All(side => Rational.Of(book.PositionOf(new PositionKey(Id, side.Key)).Quantity) == side.Value.Quantity)
                && Near(book.Realised, oracles[PositionSide.Long].Realised + oracles[PositionSide.Short].Realised);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    /// <summary>Bought 1 at 100 and 1 at 110, sold 3 at 120: 30 earned on the two, and a short of one at 120 that knows nothing of them.</summary>
    [Fact]
    public void Profit_Flip_ClosesThenOpens()
    {
        var book = Opened(isHedged: false);
        foreach (var (trade, side, price, quantity) in new[] { ("a", OrderSide.Buy, 100m, 1m), ("b", OrderSide.Buy, 110m, 1m), ("c", OrderSide.Sell, 120m, 3m) })
            book.Apply(new FillBooked(5, new Fill(Id, trade, null, null, side, PositionSide.Net, price, quantity, 0.1m, "USDT", false, 7)));
        var position = book.PositionOf(new PositionKey(Id, PositionSide.Net));
        (book.Realised, position.Quantity, position.Cost, position.EntryPrice, position.Realised, position.OpenedAt).ShouldBe((30, -1, -120, 120, 0, 7));
        (book.Cash["USDT"], position.Fees, book.Fees["USDT"]).ShouldBe((1_029.7m, 0.1m, 0.3m));
        position.UnrealisedAt(115).ShouldBe(5);
    }

    private static bool Near(decimal booked, Rational exact) => Rational.Of(booked).IsWithin(exact, 0.0000001m);

    private static AccountBook Opened(bool isHedged)
    {
        var book = new AccountBook();
        book.Apply(new AccountOpened(1, "test", "sim", false, "USDT", isHedged));
        book.Apply(new CashMoved(1, "opening/USDT", CashReason.Opening, "USDT", 1_000, null));
        return book;
    }
}
