using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Grains.Accounts;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class OrderShapingTests
{
    private static readonly InstrumentInfo Info = new(new InstrumentId("fake", "BTCUSDT"), "BTC", "USDT", 0.1m, 0.001m, 5m, 0, IsTrading: true);

    /// <summary>A value is divided by the price: one that rounds to nothing is none.</summary>
    [Theory]
    [InlineData(OrderType.Limit, "price")]
    [InlineData(OrderType.StopMarket, "stopPrice")]
    public void Price_ThatRoundsToNothing_IsRefusedByItsField(OrderType type, string field)
    {
        var order = TradingCluster.Buy(1, "k") with { Type = type, Quantity = null, Notional = 100, Price = type == OrderType.Limit ? 0.01m : null, StopPrice = type == OrderType.Limit ? null : 0.01m };
        var shaped = OrderShaping.Shape(order, Info, isHedged: false, TradingCapabilities.Everything, 100m, 0, "request");
        (shaped.Refusal!.Code, shaped.Refusal.Field).ShouldBe((RefusalCodes.InvalidOrder, field));
    }

    public static TheoryData<decimal?, decimal?, decimal?, decimal, string, string, string> Absurd => new()
    {
        { 1_000_000_000_000_001, null, null, 100, RefusalCodes.InvalidOrder, "quantity", "quantity is 1000000000000001; expected at most 1000000000000000." },
        { null, decimal.MaxValue, null, 100, RefusalCodes.InvalidOrder, "notional", "notional is 79228162514264337593543950335; expected at most 1000000000000000." },
        { 1, null, 1_000_000_000_001, 100, RefusalCodes.InvalidOrder, "price", "price is 1000000000001; expected 0.000000000001 to 1000000000000." },
        { 1, null, 0.0000000000001m, 100, RefusalCodes.InvalidOrder, "price", "price is 0.0000000000001; expected 0.000000000001 to 1000000000000." },
        { 10_000_001, null, 1, 100_000_000, RefusalCodes.AboveMaximum, "quantity", "10000001.000 at 100000000 is worth more than 1000000000000000 USDT, the most that an order may be worth." },
        { 1_001, null, 1_000_000_000_000, 100, RefusalCodes.AboveMaximum, "quantity", "1001.000 at 1000000000000.0 is worth more than 1000000000000000 USDT, the most that an order may be worth." },
        { null, 1_000_000_000_000_000, 0.1m, 100, RefusalCodes.AboveMaximum, "notional", "1000000000000000 at 0.1 comes to more than 1000000000000000 of BTC." },
    };

    /// <summary>A limit price where there is one, an order at the market else.</summary>
    [Theory]
    [MemberData(nameof(Absurd))]
    public void Order_BeyondWhatAnyoneTrades_IsToldTheBound(decimal? quantity, decimal? notional, decimal? price, decimal market, string code, string field, string reason)
    {
        var order = TradingCluster.Buy(1, "k") with { Type = price is null ? OrderType.Market : OrderType.Limit, Quantity = quantity, Notional = notional, Price = price };
        OrderShaping.Shape(order, Info, isHedged: false, TradingCapabilities.Everything, market, 0, "request").Refusal.ShouldBe(new OrderRefusal(code, field, reason));
    }

    [Fact]
    public void Order_OfAWordThatThereIsNot_IsToldTheWords()
    {
        var order = TradingCluster.Buy(1, "k");
        Refusal(order with { Side = (OrderSide)7 }).ShouldBe(("side", "side is 7; expected Buy, Sell."));
        Refusal(order with { PositionSide = (PositionSide)9 }).Field.ShouldBe("positionSide");
        Refusal(order with { Purpose = (OrderPurpose)200 }).Field.ShouldBe("purpose");
        Refusal(order with { Type = (OrderType)99 }).Field.ShouldBe("type");
        Refusal(order with { TimeInForce = (TimeInForce)99 }).Field.ShouldBe("timeInForce");

        static (string Field, string Reason) Refusal(PlaceOrder order)
        {
            var refusal = OrderShaping.Shape(order, Info, isHedged: false, TradingCapabilities.Everything, 100m, 0, "request").Refusal!;
            refusal.Code.ShouldBe(RefusalCodes.InvalidOrder);
            return (refusal.Field, refusal.Reason);
        }
    }

    [Theory]
    [InlineData(1_000, 1_000_000_000_000)]
    [InlineData(1_000_000_000_000_000, 1)]
    public void Order_AtTheBounds_IsShaped(long quantity, long price)
    {
        var order = TradingCluster.Buy(quantity, "k") with { Type = OrderType.Limit, Price = price };
        OrderShaping.Shape(order, Info, isHedged: false, TradingCapabilities.Everything, 1, 0, "request").Intent!.Spec.Quantity.ShouldBe(quantity);
    }
}
