using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Arbitrage;

public sealed class ArbitrageExecutionTests
{
    private static readonly InstrumentId Cheap = new("a", "BTC");
    private static readonly InstrumentId Dear = new("b", "BTC");

    [Fact]
    public void Begin_StepsOfTwoVenues_TradesWhatBothCanTake()
    {
        var trade = Begin(quantity: 1.037, buyStep: 0.004m, sellStep: 0.01m)!;
        trade.Quantity.ShouldBe(1.02m);
        (trade.BuyLimit, trade.SellLimit).ShouldBe((100 * 1.001m, 101 * 0.999m));
        Begin(quantity: 0.019, buyStep: 0.004m, sellStep: 0.01m).ShouldBeNull();
    }

    [Fact]
    public void Begin_RulesOfTheVenues_AreKeptByBothLegs()
    {
        Begin(change: rules => rules with { MinQuantity = 1.01m }).ShouldBeNull("one leg would be refused and the other taken back");
        Begin(change: rules => rules with { MinNotional = 100 }).ShouldBeNull("the limit may come to less than a hundred");
        Begin(change: rules => rules with { MaxMarketQuantity = 0.5m })!.Quantity.ShouldBe(0.5m, "what is entered must be closed at the market");
        Begin(quantity: 1.037, change: rules => rules with { MarketStepSize = 0.1m })!.Quantity.ShouldBe(1m);
    }

    [Fact]
    public void Leg_ThatCannotBeClosed_IsAskedForLessAndLessOften()
    {
        var (trade, now, waits) = (ArbitrageExecution.Exit(Advance(Begin()!, 1, 1)), 1_000L, new List<long>());
        for (var round = 0; round < 8; round++)
        {
            trade = ArbitrageExecution.Advance(trade, [.. ArbitrageExecution.Orders(trade).Select(order => new ArbitrageOutcome(order, 0, 0))], now);
            waits.Add(trade.NotBefore!.Value - now);
            now = trade.NotBefore.Value;
        }

        waits.ShouldBe([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        var orders = ArbitrageExecution.Orders(trade);
        ArbitrageExecution.Advance(trade, [new(orders[0], 0.5m, 50), new(orders[1], 0, 0)], now).NotBefore.ShouldBeNull("a part has traded");
    }

    [Fact]
    public void Rest_LessThanAnOrder_IsPursuedNoMore()
    {
        // A surplus stays beside the other leg, and ends with it.
        var trade = Advance(Begin()!, 1, 0.999m);
        trade = ArbitrageExecution.Advance(trade, [new(ArbitrageExecution.Orders(trade).Single(), 0, 0, IsTooSmall: true)], 2);
        (trade.Stage, trade.Buy.Held, trade.Sell.Held).ShouldBe((ArbitrageStage.Holding, 1m, 0.999m));
        trade = ArbitrageExecution.Exit(trade);
        var orders = ArbitrageExecution.Orders(trade);
        orders.Select(order => order.Quantity).ShouldBe([1m, 0.999m]);
        trade = ArbitrageExecution.Advance(trade, [new(orders[0], 1, 100), new(orders[1], 0, 0, IsTooSmall: true)], 3);
        (trade.Stage, trade.Reason).ShouldBe((ArbitrageStage.Done, "What is left is less than the smallest order."));

        // A leg alone is all that there is.
        trade = Advance(Begin()!, 0.001m, 0);
        trade = ArbitrageExecution.Advance(trade, [new(ArbitrageExecution.Orders(trade).Single(), 0, 0, IsTooSmall: true)], 2);
        trade.Stage.ShouldBe(ArbitrageStage.Done);
    }

    [Fact]
    public void Rest_OfATradeWhoseLegWasClosedFromOutside_KeepsThatReason()
    {
        const string Closed = "A leg was closed from outside.";
        var trade = ArbitrageExecution.Exit(Advance(Begin()!, 1, 1), Closed);
        var orders = ArbitrageExecution.Orders(trade);
        trade = ArbitrageExecution.Advance(trade, [new(orders[0], 0, 0, IsGone: true), new(orders[1], 0.999m, 100)], 2);
        trade = ArbitrageExecution.Advance(trade, [new(ArbitrageExecution.Orders(trade).Single(), 0, 0, IsTooSmall: true)], 3);
        (trade.Stage, trade.Reason).ShouldBe((ArbitrageStage.Done, Closed), "what the leg brought is not in the cash");
    }

    [Fact]
    public void Leg_IsMissing_FromTheSmallestOrderOn()
    {
        var leg = Advance(Begin(change: rules => rules with { MinQuantity = 0.05m })!, 1, 1).Sell;
        leg.SmallestOrder.ShouldBe(0.05m);
        leg.IsMissing(1).ShouldBeFalse();
        leg.IsMissing(0.951m).ShouldBeFalse("a remainder of an earlier trade the other way");
        leg.IsMissing(0.95m).ShouldBeTrue();
        leg.IsMissing(-0.5m).ShouldBeTrue();
        Begin(change: rules => rules with { MarketStepSize = 0.1m })!.Sell.SmallestOrder.ShouldBe(0.1m);
        (leg with { SmallestOrder = 0 }).IsMissing(0.999m).ShouldBeTrue("of a trade of before it is not known");
        (leg with { SmallestOrder = 0 }).IsMissing(1).ShouldBeFalse();
    }

    [Fact]
    public void Legs_BothTraded_AreHeldAndClosedTogether()
    {
        var trade = Advance(Begin()!, 1, 1);
        trade.Stage.ShouldBe(ArbitrageStage.Holding);
        ArbitrageExecution.Orders(trade).ShouldBeEmpty();

        trade = ArbitrageExecution.Exit(trade);
        var orders = ArbitrageExecution.Orders(trade);
        orders.Select(order => (order.Instrument, order.Side, order.Quantity, order.LimitPrice)).ShouldBe([(Cheap, OrderSide.Sell, 1m, null), (Dear, OrderSide.Buy, 1m, null)]);

        // Only one closes at first; the other is pursued under a key of its own.
        trade = ArbitrageExecution.Advance(trade, [new(orders[0], 1, 100.5m), new(orders[1], 0, 0)], 2);
        var again = ArbitrageExecution.Orders(trade).ShouldHaveSingleItem();
        (again.Instrument, again.Quantity).ShouldBe((Dear, 1m));
        orders.ShouldNotContain(order => order.IntentKey == again.IntentKey);
        trade = ArbitrageExecution.Advance(trade, [new(again, 1, 100.4m)], 3);
        (trade.Stage, trade.DoneAt, trade.Cash).ShouldBe((ArbitrageStage.Done, 3, -100m + 101 + 100.5m - 100.4m));
    }

    [Fact]
    public void Leg_Alone_IsTakenBack()
    {
        var trade = Advance(Begin()!, 1, 0);
        trade.Stage.ShouldBe(ArbitrageStage.Unwinding);
        var order = ArbitrageExecution.Orders(trade).ShouldHaveSingleItem();
        (order.Instrument, order.Side, order.Quantity, order.Purpose).ShouldBe((Cheap, OrderSide.Sell, 1m, OrderPurpose.Unwind));
        trade = ArbitrageExecution.Advance(trade, [new(order, 1, 99.9m)], 2);
        (trade.Stage, trade.Cash).ShouldBe((ArbitrageStage.Done, -0.1m));
    }

    [Fact]
    public void Leg_ClosedBySomebodyElse_IsPursuedNoMore()
    {
        var trade = ArbitrageExecution.Exit(Advance(Begin()!, 1, 1));
        var orders = ArbitrageExecution.Orders(trade);
        trade = ArbitrageExecution.Advance(trade, [new(orders[0], 0, 0, IsGone: true), new(orders[1], 1, 100.4m)], 2);
        (trade.Stage, trade.Cash).ShouldBe((ArbitrageStage.Done, -100m + 101 - 100.4m));
    }

    [Fact]
    public void Leg_TradedFurther_IsCutToTheOther()
    {
        var trade = Advance(Begin()!, 0.4m, 1);
        var order = ArbitrageExecution.Orders(trade).ShouldHaveSingleItem();
        (order.Instrument, order.Side, order.Quantity).ShouldBe((Dear, OrderSide.Buy, 0.6m));
        trade = ArbitrageExecution.Advance(trade, [new(order, 0.5m, 50.5m)], 2);
        trade.Stage.ShouldBe(ArbitrageStage.Unwinding);
        var rest = ArbitrageExecution.Orders(trade).ShouldHaveSingleItem();
        (rest.Quantity, rest.IntentKey == order.IntentKey).ShouldBe((0.1m, false));
        trade = ArbitrageExecution.Advance(trade, [new(rest, 0.1m, 10.1m)], 3);
        (trade.Stage, trade.Buy.Held, trade.Sell.Held).ShouldBe((ArbitrageStage.Holding, 0.4m, 0.4m));
    }

    [Fact]
    public void Legs_NeitherTraded_IsOver()
    {
        var trade = Advance(Begin()!, 0, 0);
        (trade.Stage, trade.Cash, ArbitrageExecution.Orders(trade).Count).ShouldBe((ArbitrageStage.Done, 0m, 0));
    }

    [Fact]
    public void Execution_WhateverTrades_EndsFlatAndItsCashIsThatOfItsFills()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var (trade, cash, keys) = (Begin()!, 0m, new HashSet<string>());
            for (var step = 0; trade.Stage != ArbitrageStage.Done; step++)
            {
                step.ShouldBeLessThan(1_000, $"seed {seed}");
                if (trade.Stage == ArbitrageStage.Holding)
                    trade = ArbitrageExecution.Exit(trade);
                var outcomes = ArbitrageExecution.Orders(trade).Select(order =>
                {
                    keys.Add(order.IntentKey).ShouldBeTrue($"seed {seed}: a key was used twice");
                    var filled = order.Quantity * random.Next(5) / 4;
                    filled = Math.Min(Math.Floor(filled * 100) / 100, order.Quantity);
                    var value = filled * (95 + random.Next(10));
                    cash += order.Side == OrderSide.Buy ? -value : value;
                    return new ArbitrageOutcome(order, filled, value);
                }).ToList();
                trade = ArbitrageExecution.Advance(trade, outcomes, step);
                (trade.Stage is ArbitrageStage.Exiting or ArbitrageStage.Unwinding || trade.Buy.Held == trade.Sell.Held).ShouldBeTrue($"seed {seed}");
            }

            (trade.Buy.Held, trade.Sell.Held, trade.Cash).ShouldBe((0m, 0m, cash), $"seed {seed}");
        }
    }

    private static ArbitrageTrade Advance(ArbitrageTrade trade, decimal bought, decimal sold)
    {
        var orders = ArbitrageExecution.Orders(trade);
        orders.Select(order => (order.Instrument, order.Side)).ShouldBe([(Cheap, OrderSide.Buy), (Dear, OrderSide.Sell)]);
        return ArbitrageExecution.Advance(trade, [new(orders[0], bought, bought * 100), new(orders[1], sold, sold * 101)], 1);
    }

    private static ArbitrageTrade? Begin(double quantity = 1, decimal buyStep = 0.01m, decimal sellStep = 0.01m, Func<InstrumentInfo, InstrumentInfo>? change = null)
    {
        var spread = new ArbitrageSpread(Cheap, Dear, quantity, 100, 101, 100, 80, 1, 1, null, TimeSpan.Zero, TimeSpan.Zero, SameQuote: true);
        return ArbitrageExecution.Begin("arb/BTC/1/a-b", "paper", spread, Info(Cheap, buyStep), change is null ? Info(Dear, sellStep) : change(Info(Dear, sellStep)), slippageBps: 10, now: 0);
    }

    private static InstrumentInfo Info(InstrumentId id, decimal step) => new(id, "BTC", "USDT", 0.1m, step, 5, 0, IsTrading: true);
}
