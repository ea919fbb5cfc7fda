using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Arbitrage;

namespace OrleansTrading.Grains.Tests.Arbitrage;

public sealed class ArbitrageTraderTests
{
    private static readonly ArbitrageOrder Order = new("k1", new InstrumentId("a", "BTC"), OrderSide.Sell, 1m, null, OrderPurpose.Arbitrage);

    [Theory]
    [InlineData(RefusalCodes.NotReady, false, false)]
    [InlineData(RefusalCodes.NothingToReduce, true, true)]
    [InlineData(RefusalCodes.Killed, false, false)]
    [InlineData(RefusalCodes.TradingOff, false, false)]
    [InlineData(RefusalCodes.NoPrice, false, false)]
    [InlineData(RefusalCodes.KeyReused, true, false)]
    [InlineData(RefusalCodes.RiskLimit, true, false)]
    [InlineData(RefusalCodes.BelowMinimum, true, false)]
    [InlineData(RefusalCodes.Killed, true, false, 100)]
    [InlineData(RefusalCodes.RiskLimit, true, false, 100)]
    [InlineData(RefusalCodes.NotReady, false, false, 100)]
    public void Refusal_OfAnOrder_SaysWhatHasBecomeOfIt(string code, bool isKnown, bool isGone, int? limitPrice = null)
    {
        var outcome = ArbitrageTrader.Concluded(Order with { LimitPrice = limitPrice }, new PlaceResult(null, new OrderRefusal(code, "", "why"), false));
        (outcome is not null).ShouldBe(isKnown);
        (outcome?.IsGone ?? false).ShouldBe(isGone);
        (outcome?.IsTooSmall ?? false).ShouldBe(code == RefusalCodes.BelowMinimum && limitPrice is null);
        var entering = ArbitrageTrader.Concluded(Order with { LimitPrice = 1 }, new PlaceResult(null, new OrderRefusal(code, "", "why"), false));
        (entering?.IsTooSmall ?? false).ShouldBeFalse("what has not been entered is not left");
    }
}
