using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Tests.Watching;

public sealed class PaperTrackTests
{
    private long _id;

    [Theory]
    [InlineData(OrderSide.Sell, 110, 104, 103.9)]
    [InlineData(OrderSide.Buy, 90, 94.9, 95)]
    public void TrailingOrder_WatchedAnew_GoesOnFromItsBestPrice(OrderSide side, double best, double near, double beyond)
    {
        var order = Order(side, OrderType.TrailingStop, 10, stop: 100, trailing: 5.5m);
        var first = new PaperTrack(order, 0);
        first.Trail.ShouldBeNull("it is not armed");
        Touched(first, best).ShouldBeFalse();
        first.Trail.ShouldNotBeNull().Best.ShouldBe((decimal)best);

        var anew = new PaperTrack(order with { TrailBest = first.Trail!.Best }, 0);
        Touched(anew, near).ShouldBeFalse();
        Touched(anew, beyond).ShouldBeTrue();
        Touched(new PaperTrack(order, 0), beyond).ShouldBeFalse("without it, it would begin where the market is");
    }

    [Theory]
    [InlineData(OrderSide.Buy, 99.01, 99, 98.5)]
    [InlineData(OrderSide.Sell, 98.99, 99, 99.5)]
    public void LimitOrder_MarketAtItsPriceOrThrough_IsTouched(OrderSide side, double before, double at, double through)
    {
        var track = new PaperTrack(Order(side, OrderType.Limit, 10, price: 99), 0);
        Touched(track, before).ShouldBeFalse();
        Touched(track, at).ShouldBeTrue();
        Touched(track, before).ShouldBeFalse();
        Touched(track, through).ShouldBeTrue();
    }

    [Theory]
    [InlineData(OrderSide.Buy, OrderType.StopMarket, 100.99, 101)]
    [InlineData(OrderSide.Sell, OrderType.StopMarket, 101.01, 101)]
    [InlineData(OrderSide.Buy, OrderType.TakeProfitMarket, 101.01, 101)]
    [InlineData(OrderSide.Sell, OrderType.TakeProfitMarket, 100.99, 101)]
    public void ConditionalOrder_MarketAtItsStop_TriggersOnce(OrderSide side, OrderType type, double before, double at)
    {
        var track = new PaperTrack(Order(side, type, 10, stop: 101), 0);
        Touched(track, before).ShouldBeFalse();
        track.OnTrade(new AggTrade(5, 5, at, 1, false), false).ShouldNotBeNull().IsTrigger.ShouldBeTrue();
        Touched(track, at).ShouldBeFalse();
    }

    [Fact]
    public void StopLimit_Triggered_ThenRestsAtItsPrice()
    {
        var track = new PaperTrack(Order(OrderSide.Sell, OrderType.StopLimit, 10, price: 98, stop: 97), 0);
        Touched(track, 99).ShouldBeFalse();
        track.OnTrade(new AggTrade(5, 5, 96, 1, false), false).ShouldNotBeNull().IsTrigger.ShouldBeTrue();
        Touched(track, 97.9).ShouldBeFalse();
        track.OnTrade(new AggTrade(6, 6, 98, 1, false), false).ShouldNotBeNull().IsTrigger.ShouldBeFalse();
    }

    [Fact]
    public void TrailingSell_FromItsActivationOn_FollowsTheBestPrice()
    {
        var track = new PaperTrack(Order(OrderSide.Sell, OrderType.TrailingStop, 10, stop: 105, trailing: 2), 0);
        foreach (var price in new[] { 104, 90, 105, 110, 107.9 })
            Touched(track, price).ShouldBeFalse($"at {price}");
        Touched(track, 107.8).ShouldBeTrue();
        Touched(track, 100).ShouldBeFalse();
    }

    [Fact]
    public void TrailingBuy_WithoutActivation_FollowsFromTheFirstPrice()
    {
        var track = new PaperTrack(Order(OrderSide.Buy, OrderType.TrailingStop, 10, trailing: 1), 0);
        foreach (var price in new[] { 100, 100.9, 90, 90.8 })
            Touched(track, price).ShouldBeFalse($"at {price}");
        Touched(track, 90.9).ShouldBeTrue();
    }

    [Fact]
    public void MissedTrade_OfBeforeTheOrder_DoesNotTouchIt()
    {
        var track = new PaperTrack(Order(OrderSide.Buy, OrderType.Limit, 10, price: 99), 1000);
        track.OnTrade(new AggTrade(1, 999, 98, 1, false), isLate: true).ShouldBeNull();
        track.OnTrade(new AggTrade(2, 1000, 98, 1, false), isLate: true).ShouldNotBeNull();
        track.OnTrade(new AggTrade(3, 999, 98, 1, false), isLate: false).ShouldNotBeNull();
    }

    internal static Order Order(OrderSide side, OrderType type, decimal quantity, decimal? price = null, decimal? stop = null, decimal? trailing = null) => new(
        "o1", new OrderSpec(new InstrumentId("fake", "BTCUSDT"), side, PositionSide.Net, type, quantity, price, stop, trailing, TimeInForce.GoodTillCancel, false),
        OrderPurpose.Manual, "k", 0);

    private bool Touched(PaperTrack track, double price) => track.OnTrade(new AggTrade(++_id, 10 + _id, price, 1, false), isLate: false) is not null;
}
