using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

public sealed class OrderLinksTests
{
    private readonly OrderLinks _links = new();

    [Fact]
    public void Waiting_OfMoreThanAreKept_ForgetsTheOldest()
    {
        for (var order = 0; order <= OrderLinks.MostKept; order++)
            _links.Wait($"{order}", $"COIN{order}", OrderSide.Sell);
        _links.MayBeTriggered("COIN0", OrderSide.Sell, "x").ShouldBeFalse("it was the oldest");
        _links.MayBeTriggered("COIN1", OrderSide.Sell, "x").ShouldBeTrue();
        _links.MayBeTriggered($"COIN{OrderLinks.MostKept}", OrderSide.Sell, "x").ShouldBeTrue();
    }

    [Fact]
    public void Waiting_ToldOfAgainAndAgain_IsOne()
    {
        _links.Wait("first", "BTCUSDT", OrderSide.Buy);
        for (var time = 0; time <= 2 * OrderLinks.MostKept; time++)
            _links.Wait("second", "ETHUSDT", OrderSide.Sell);
        _links.MayBeTriggered("BTCUSDT", OrderSide.Buy, "x").ShouldBeTrue();
        _links.Leave("first");
        _links.MayBeTriggered("BTCUSDT", OrderSide.Buy, "x").ShouldBeFalse();
        _links.MayBeTriggered("ETHUSDT", OrderSide.Buy, "x").ShouldBeFalse("it waits on the other side");
        _links.MayBeTriggered("ETHUSDT", OrderSide.Sell, "second").ShouldBeFalse("it goes by its own name");
    }
}
