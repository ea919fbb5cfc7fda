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
}
