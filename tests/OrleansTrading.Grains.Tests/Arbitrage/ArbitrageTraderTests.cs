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
    [InlineData(RefusalCodes.RiskLimit, true, false)]
    [InlineData(RefusalCodes.BelowMinimum, true, false)]
    public void Refusal_OfAnOrder_SaysWhatHasBecomeOfIt(string code, bool isKnown, bool isGone)
    {
        var outcome = ArbitrageTrader.Concluded(Order, new PlaceResult(null, new OrderRefusal(code, "", "why"), false));
        (outcome is not null).ShouldBe(isKnown);
        (outcome?.IsGone ?? false).ShouldBe(isGone);
        (outcome?.IsTooSmall ?? false).ShouldBe(code == RefusalCodes.BelowMinimum);
        var entering = ArbitrageTrader.Concluded(Order with { LimitPrice = 1 }, new PlaceResult(null, new OrderRefusal(code, "", "why"), false));
        (entering?.IsTooSmall ?? false).ShouldBeFalse("what has not been entered is not left");
    }
}
