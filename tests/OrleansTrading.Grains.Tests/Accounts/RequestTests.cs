using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.TestKit;
using static OrleansTrading.Grains.Tests.Accounts.TradingCluster;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>Keys and instruments of requests.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Close_UnderAKeyOfAnotherRequest_IsRefusedAndNotAnsweredWithItsOrder()
    {
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        (await cluster.Paper.PlaceAsync(Buy(2m, "bought"))).Refusal.ShouldBeNull();
        await Eventually.GetAsync(cluster.Paper.GetAsync, account => account.OpenPositions == 1, Limit);

        (await cluster.Paper.CloseAsync("bought", Key, 1m, "me")).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.KeyReused);
        var half = await cluster.Paper.CloseAsync("half", Key, 0.5m, "me");
        var again = await cluster.Paper.CloseAsync("half", Key, 0.50m, "me");
        (again.Order!.Id, again.IsRepeated).ShouldBe((half.Order!.Id, true));
        (await cluster.Paper.CloseAsync("half", Key, 1m, "me")).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.KeyReused);
        (await cluster.Paper.PlaceAsync(Sell(1m, "half"))).Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.KeyReused);
        (await cluster.Paper.GetPositionsAsync()).ShouldHaveSingleItem().Position.Quantity.ShouldBe(1m);
    }

    [Fact]
    public async Task Order_PricedInOtherMoney_IsRefused()
    {
        var other = new InstrumentId("fake", "ETHBTC");
        await using var cluster = await StartAsync();
        await cluster.FollowAsync(100m);
        var refusal = (await cluster.Paper.PlaceAsync(Buy(1m, "one") with { Instrument = other })).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Reason).ShouldBe((RefusalCodes.OtherMoney, "'fake:ETHBTC' is priced in BTC; the account counts in USDT."));
    }

    [Theory]
    [InlineData("USDT", "USDT", true)]
    [InlineData("USD", "USDT", true)]
    [InlineData("BTC", "USDT", false)]
    [InlineData("EUR", "EUR", true)]
    public void Money_OfAnInstrumentAndAnAccount_IsTheSameOrNot(string quote, string asset, bool isSame) =>
        OrderShaping.IsSameMoney(quote, asset).ShouldBe(isSame);
}
