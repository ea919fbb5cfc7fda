using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Tests.Trading;

public class TradingVenueTests
{
    [Fact]
    public void HedgeMode_HoldsBothSidesOfASymbol()
    {
        var test = new TestVenue();
        test.Place(test.Market(OrderSide.Buy, 0.010m, PositionSide.Long)).Refusal!.Reason.ShouldBe(RefusalReason.PositionSideMismatch);
        test.Venue.SetHedging(test.Account, true, test.Now).ShouldBeNull();
        test.Venue.SetHedging(test.Account, true, test.Now)!.Reason.ShouldBe(RefusalReason.NoChange);
        test.Placed(test.Market(OrderSide.Buy, 0.010m, PositionSide.Long));
        test.Placed(test.Market(OrderSide.Sell, 0.004m, PositionSide.Short));
        test.Place(test.Market(OrderSide.Buy, 0.010m)).Refusal!.Reason.ShouldBe(RefusalReason.PositionSideMismatch);
        test.Account.Position("BTCUSDT", PositionSide.Long).Quantity.ShouldBe(0.010m);
        test.Account.Position("BTCUSDT", PositionSide.Short).Quantity.ShouldBe(-0.004m);
        test.Place(test.Market(OrderSide.Sell, 0.011m, PositionSide.Long)).Refusal!.Reason.ShouldBe(RefusalReason.ReduceOnlyRejected);
        test.Placed(test.Market(OrderSide.Sell, 0.010m, PositionSide.Long)).Status.ShouldBe(OrderStatus.Filled);
        test.Venue.SetHedging(test.Account, false, test.Now)!.Reason.ShouldBe(RefusalReason.HasPosition);
        test.Placed(test.Market(OrderSide.Buy, 0.004m, PositionSide.Short));
        test.Venue.SetHedging(test.Account, false, test.Now).ShouldBeNull();
    }

    [Fact]
    public void Order_AcrossZero_ClosesAndOpensTheOtherSide()
    {
        var test = new TestVenue();
        var bought = test.Placed(test.Market(OrderSide.Buy, 0.010m));
        test.Advance(TimeSpan.FromSeconds(20));
        var sold = test.Placed(test.Market(OrderSide.Sell, 0.030m));
        var position = test.Account.Position("BTCUSDT", PositionSide.Both);
        position.Quantity.ShouldBe(-0.020m);
        position.Realised.ShouldBe(test.Account.Executions.Sum(fill => fill.RealisedPnl));
        position.Cost.ShouldBe(bought.Proceeds - sold.Proceeds + position.Realised);
    }

    [Fact]
    public void ReduceOnly_LargerThanThePosition_IsCutAndTheRestExpires()
    {
        var test = new TestVenue();
        test.Placed(test.Market(OrderSide.Buy, 0.010m));
        var order = test.Placed(test.Market(OrderSide.Sell, 0.030m, reduceOnly: true));
        (order.Status, order.Executed).ShouldBe((OrderStatus.Expired, 0.010m));
        test.Account.Position("BTCUSDT", PositionSide.Both).Quantity.ShouldBe(0);
    }

    [Fact]
    public void RestingReducer_WhenThePositionIsGone_Expires()
    {
        var test = new TestVenue();
        test.Placed(test.Market(OrderSide.Buy, 0.010m));
        var price = test.Best(OrderSide.Buy) + 1_000;
        var reducer = test.Placed(test.Limit(OrderSide.Sell, 0.010m, price, reduceOnly: true));
        var other = test.Placed(test.Limit(OrderSide.Sell, 0.010m, price));
        test.Placed(test.Market(OrderSide.Sell, 0.010m));
        test.Order(reducer.Id).Status.ShouldBe(OrderStatus.Expired);
        test.Order(other.Id).Status.ShouldBe(OrderStatus.New);
    }

    [Fact]
    public void RestingOrders_ShareWhatIsTraded_TheBestPriceFirst()
    {
        var test = new TestVenue(balance: 1_000_000_000);
        test.Venue.SetLeverage(test.Account, "BTCUSDT", 1, test.Now);
        var symbol = test.Symbol();
        var bid = test.Best(OrderSide.Sell);
        var large = symbol.Spec.Quantity(symbol.Market.TypicalSteps * 90 * symbol.Spec.StepUnits);
        var worse = test.Placed(test.Limit(OrderSide.Buy, large, bid - (2 * test.Tick())));
        var first = test.Placed(test.Limit(OrderSide.Buy, large, bid - test.Tick()));
        var second = test.Placed(test.Limit(OrderSide.Buy, large, bid - test.Tick()));
        var start = test.Now;
        test.Advance(TimeSpan.FromMinutes(3));
        var reached = TradeQueries.Between(symbol.Market, start + 1, test.Now, int.MaxValue)
            .Where(trade => symbol.Spec.Price(trade.Price) <= bid - test.Tick()).Sum(trade => symbol.Spec.Quantity(trade.Quantity));
        reached.ShouldBeInRange(0.001m, large);
        test.Order(first.Id).Executed.ShouldBe(reached);
        test.Order(second.Id).Executed.ShouldBe(0);
        test.Order(worse.Id).Executed.ShouldBe(0);
        test.Account.Executions.ShouldAllBe(fill => fill.IsMaker && fill.Price == bid - test.Tick());
    }

    [Fact]
    public void Funding_IsPaidOnTheMarkAtItsTime()
    {
        var test = new TestVenue();
        test.Placed(test.Market(OrderSide.Buy, 0.010m));
        test.Placed(test.Market(OrderSide.Sell, 0.100m, symbol: "ETHUSDT"));
        var before = test.Account.Wallet;
        var time = FundingModel.NextFundingTime(test.Now);
        test.Advance(TimeSpan.FromHours(9));
        var paid = test.Account.Ledger.Where(entry => entry.Kind == LedgerKind.Funding).ToDictionary(entry => entry.Symbol);
        paid.Keys.Order().ShouldBe(["BTCUSDT", "ETHUSDT"]);
        foreach (var (symbol, quantity) in (ReadOnlySpan<(string, decimal)>)[("BTCUSDT", 0.010m), ("ETHUSDT", -0.100m)])
        {
            var funding = test.Symbol(symbol).Funding;
            paid[symbol].Time.ShouldBe(time);
            paid[symbol].Amount.ShouldBe(-Math.Round(quantity * FundingModel.ToDecimal(funding.MarkPrice(time)) * FundingModel.ToDecimal(funding.Rate(time - 1)), 8));
        }

        test.Account.Wallet.ShouldBe(before + paid.Values.Sum(entry => entry.Amount));
    }

    [Fact]
    public void Margin_IsHeldForOrdersAndPositions()
    {
        var test = new TestVenue(balance: 1_000);
        test.Venue.SetLeverage(test.Account, "BTCUSDT", 10, test.Now).ShouldBeNull();
        var price = test.Best(OrderSide.Sell) - 100;
        var most = Math.Floor(1_000m * 10 / price * 0.99m * 1_000) / 1_000;
        test.Placed(test.Limit(OrderSide.Buy, most, price));
        Margins.Of(test.Account, test.Venue.Market, test.Now).OrderMargin.ShouldBe(most * price / 10, 0.00000001m);
        test.Place(test.Limit(OrderSide.Buy, 0.010m, price)).Refusal!.Reason.ShouldBe(RefusalReason.InsufficientMargin);
        // The other way needs none: only one of them can become the larger position.
        test.Placed(test.Limit(OrderSide.Sell, 0.010m, price + 1_000));
        test.Venue.CancelAll(test.Account, null, test.Now).Count.ShouldBe(2);
        Margins.Of(test.Account, test.Venue.Market, test.Now).Available.ShouldBe(1_000);
        test.Venue.SetLeverage(test.Account, "BTCUSDT", 126, test.Now)!.Reason.ShouldBe(RefusalReason.LeverageInvalid);
    }

    [Fact]
    public void Countdown_CancelsUnlessItIsRenewed()
    {
        var test = new TestVenue();
        var order = test.Placed(test.Limit(OrderSide.Buy, 0.010m, test.Best(OrderSide.Sell) - 2_000));
        var other = test.Placed(test.Limit(OrderSide.Buy, 0.100m, test.Best(OrderSide.Sell, "ETHUSDT") - 100, symbol: "ETHUSDT"));
        test.Venue.CountDown(test.Account, "BTCUSDT", 5_000, test.Now);
        test.Advance(TimeSpan.FromSeconds(4));
        test.Venue.CountDown(test.Account, "BTCUSDT", 5_000, test.Now);
        test.Advance(TimeSpan.FromSeconds(4));
        test.Order(order.Id).IsOpen.ShouldBeTrue();
        test.Advance(TimeSpan.FromSeconds(2));
        (test.Order(order.Id).Status, test.Order(order.Id).Updated).ShouldBe((OrderStatus.Cancelled, test.Now - 1_000));
        test.Order(other.Id).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void Amend_MovesAnOpenOrder()
    {
        var test = new TestVenue();
        var order = test.Placed(test.Limit(OrderSide.Buy, 0.010m, test.Best(OrderSide.Sell) - 1_000));
        test.Venue.Amend(test.Account, order, 0.010m, order.Terms.Price!.Value, test.Now).Refusal!.Reason.ShouldBe(RefusalReason.NoChange);
        test.Venue.Amend(test.Account, order, 0.020m, order.Terms.Price!.Value - 10, test.Now).Value!.Terms.Quantity.ShouldBe(0.020m);
        var taken = test.Venue.Amend(test.Account, order, 0.020m, test.Best(OrderSide.Buy), test.Now).Value!;
        taken.Executed.ShouldBeGreaterThan(0);
        taken.Id.ShouldBe(order.Id);
    }

    [Fact]
    public void Limits_OfOrdersAndPositions_Hold()
    {
        var test = new TestVenue(balance: 1_000_000_000, rules: BinanceRules.Standard with { MostOpenOrders = 3 });
        var low = test.Best(OrderSide.Sell) - 1_000;
        for (var i = 0; i < 3; i++)
            test.Placed(test.Limit(OrderSide.Buy, 0.010m, low));
        test.Place(test.Limit(OrderSide.Buy, 0.010m, low)).Refusal!.Reason.ShouldBe(RefusalReason.TooManyOpenOrders);
        test.Venue.CancelAll(test.Account, null, test.Now);
        test.Venue.SetLeverage(test.Account, "BTCUSDT", 125, test.Now);
        test.Place(test.Limit(OrderSide.Buy, 2m, low)).Refusal!.Reason.ShouldBe(RefusalReason.PositionTooLarge);
    }

    [Fact]
    public void Triggered_WhenItsOrderIsRefused_IsRejectedWithTheReason()
    {
        var test = new TestVenue();
        var price = test.Best(OrderSide.Sell);
        var answer = test.Venue.Place(test.Account, new ConditionalTerms
        {
            Order = test.Market(OrderSide.Sell, 0.010m, reduceOnly: true), Kind = ConditionalKind.Stop, Trigger = price - test.Tick(),
        }, test.Now);
        answer.Refusal.ShouldBeNull();
        for (var i = 0; i < 600 && test.Account.Conditionals.Single().IsOpen; i++)
            test.Advance(TimeSpan.FromMinutes(1));
        var conditional = test.Account.Conditionals.Single();
        (conditional.Status, conditional.Refusal!.Reason).ShouldBe((ConditionalStatus.Rejected, RefusalReason.ReduceOnlyRejected));
        test.Account.Orders.ShouldBeEmpty();
    }
}
