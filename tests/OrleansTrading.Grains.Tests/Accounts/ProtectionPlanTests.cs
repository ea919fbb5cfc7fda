using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts.Protection;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class ProtectionPlanTests
{
    private static readonly ProtectionRules Rules = ProtectionRules.Default;
    private static readonly PositionKey Key = new(new InstrumentId("fake", "BTCUSDT"), PositionSide.Net);
    private static readonly InstrumentInfo Info = new(Key.Instrument, "BTC", "USDT", 0.1m, 0.001m, 5, 0, true);
    private static readonly PositionGuard Guard = new("g1", Key, true, 100, 2, new GuardPlan(95.06m, [], null, null, null, null), GuardProgress.None);
    private static readonly ProtectionView Bare = new(new Position(Key, 2, 200), Guard, false, true, [], Info, null, true, null, 0, 100_000);

    [Fact]
    public void Decide_NewPosition_PlacesAReducingStopAtTheGuardsPrice()
    {
        var spec = ProtectionPlan.Decide(Bare, Rules).Place.ShouldNotBeNull();
        spec.ShouldBe(new OrderSpec(Key.Instrument, OrderSide.Sell, PositionSide.Net, OrderType.StopMarket, 2, null, 95.1m, null, TimeInForce.GoodTillCancel, true));
        var bought = ProtectionPlan.Decide(
            Bare with { Position = new Position(Key, -2, -200), Guard = Guard with { IsLong = false, Plan = Guard.Plan with { StopLoss = 105.06m } } }, Rules).Place.ShouldNotBeNull();
        (bought.Side, bought.StopPrice).ShouldBe((OrderSide.Buy, 105.0m));
    }

    [Fact]
    public void Decide_StopThatIsRight_IsLeftAlone()
    {
        ProtectionPlan.Decide(Bare with { Stops = [Stop("a", 2, 95.1m)] }, Rules).IsNothing.ShouldBeTrue();
        ProtectionPlan.Decide(Bare with { Stops = [Stop("a", 2, 95.0m)] }, Rules).IsNothing.ShouldBeTrue("it is a tick away");
        ProtectionPlan.Decide(Bare with { Stops = [Stop("a", 2, 90m, OrderState.Unknown)] }, Rules).IsNothing.ShouldBeTrue("the venue has not answered");
    }

    [Fact]
    public void Decide_GuardMoved_PlacesTheNewStopFirstAndCancelsTheOldOnceTheNewIsThere()
    {
        var old = Stop("a", 2, 90m, createdAt: 90_000);
        var view = Bare with { Stops = [old], PlacedAt = 97_001 };
        ProtectionPlan.Decide(view, Rules).IsNothing.ShouldBeTrue("it moved less than three seconds ago");
        var step = ProtectionPlan.Decide(view with { PlacedAt = 97_000 }, Rules);
        (step.Place!.StopPrice, step.Cancel.Length).ShouldBe((95.1m, 0));
        ProtectionPlan.Decide(view with { Stops = [old, Stop("b", 2, 95.1m, OrderState.New)] }, Rules).IsNothing.ShouldBeTrue();
        step = ProtectionPlan.Decide(view with { Stops = [Stop("b", 2, 95.1m), old] }, Rules);
        (step.Place, step.Cancel.Single()).ShouldBe((null, "a"));
        ProtectionPlan.Decide(view with { Stops = [Stop("b", 2, 95.1m), old with { State = OrderState.Cancelling }] }, Rules).IsNothing.ShouldBeTrue();
    }

    [Fact]
    public void Decide_PositionGrown_PlacesALargerStopAtOnce() =>
        ProtectionPlan.Decide(Bare with { Stops = [Stop("a", 1, 95.1m)], PlacedAt = 99_999 }, Rules).Place.ShouldNotBeNull().Quantity.ShouldBe(2);

    [Fact]
    public void Decide_FlatOrUnguarded_CancelsWhatIsLeft()
    {
        ProtectionPlan.Decide(Bare with { Position = new Position(Key, 0, 0), Stops = [Stop("a", 2, 95)] }, Rules).Cancel.Single().ShouldBe("a");
        ProtectionPlan.Decide(Bare with { Guard = null, Stops = [Stop("a", 2, 95)] }, Rules).Cancel.Single().ShouldBe("a");
        ProtectionPlan.Decide(Bare with { Guard = Guard with { Plan = Guard.Plan with { StopLoss = null } }, Stops = [Stop("a", 2, 95)] }, Rules).Cancel.Single().ShouldBe("a");
        ProtectionPlan.Decide(Bare with { IsClosing = true, Stops = [Stop("a", 1, 90)] }, Rules).IsNothing.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, false, 999, false)]
    [InlineData(true, false, 1000, true)]
    [InlineData(false, false, 9_999, false)]
    [InlineData(false, false, 10_000, true)]
    [InlineData(true, true, 5_000, false)]
    public void Decide_NothingProtectsInTime_Closes(bool isNew, bool isGuardLive, int bareFor, bool closes)
    {
        var view = Bare with { IsGuardLive = isGuardLive, IsNew = isNew, BareSince = 100_000 - bareFor, PlacedAt = 99_990, Failures = 1 };
        ProtectionPlan.Decide(view, Rules).Close.ShouldBe(closes);
        ProtectionPlan.Decide(view with { Stops = [Stop("a", 2, 95, OrderState.Unknown)] }, Rules).Close.ShouldBe(closes, "the venue has not confirmed it");
        ProtectionPlan.Decide(view with { Stops = [Stop("a", 2, 95)] }, Rules).Close.ShouldBeFalse();
    }

    [Fact]
    public void IsCovered_PositionWithoutAStop_OnlyByChoice()
    {
        var targets = Guard with { Plan = new GuardPlan(null, [new GuardTarget(120, 1)], null, null, null, null) };
        foreach (var guard in new[] { null, targets })
        {
            ProtectionPlan.IsCovered(Bare with { Guard = guard }).ShouldBeFalse();
            ProtectionPlan.IsCovered(Bare with { Guard = guard, IsByChoice = true }).ShouldBeTrue();
        }

        ProtectionPlan.IsCovered(Bare with { IsGuardLive = false, IsByChoice = true }).ShouldBeFalse("its stop was wanted");
    }

    [Fact]
    public void Decide_StopIsAwaited_LeavesWhatStandsAndClosesNothing()
    {
        var view = Bare with { Guard = null, IsGuardLive = false, BareSince = 0, Obstacle = "no price" };
        ProtectionPlan.Decide(view, Rules).ShouldBe(ProtectionStep.Nothing with { Tell = "no price" });
        ProtectionPlan.Decide(view with { Stops = [Stop("a", 2, 95)] }, Rules).IsNothing.ShouldBeTrue();
    }

    [Fact]
    public void Decide_TrailThatNoTradeHasArmedYet_KeepsTheStopThatStands()
    {
        var trail = Guard with { Plan = GuardPlan.None with { TrailingPercent = 5 } };
        ProtectionPlan.Decide(Bare with { Guard = trail, Stops = [Stop("a", 2, 95)] }, Rules).IsNothing.ShouldBeTrue();
        ProtectionPlan.Decide(Bare with { Guard = trail }, Rules).IsNothing.ShouldBeTrue();
        ProtectionPlan.AwaitsPrice(Bare with { Guard = trail }).ShouldBeTrue();
        ProtectionPlan.AwaitsPrice(Bare with { Guard = trail, Price = 110 }).ShouldBeFalse();
        ProtectionPlan.Decide(Bare with { Guard = trail, Price = 110 }, Rules).Place!.StopPrice.ShouldBe(104.5m);
        ProtectionPlan.Decide(Bare with { Guard = trail, Price = 110, Stops = [Stop("a", 2, 104.5m)] }, Rules).IsNothing.ShouldBeTrue();
        ProtectionPlan.Decide(Bare with { Guard = trail, Position = new Position(Key, -2, -200), Stops = [Stop("a", 2, 95)] }, Rules)
            .Cancel.Single().ShouldBe("a", "it is of the other direction");
        var larger = ProtectionPlan.Decide(Bare with { Guard = trail, Position = new Position(Key, 5, 500), Stops = [Stop("a", 2, 95)], PlacedAt = 0 }, Rules);
        (larger.Place!.Quantity, larger.Place.StopPrice, larger.Cancel.Length).ShouldBe((5, 95m, 0));
    }

    [Theory]
    [InlineData(true, 0, 60_000, false)]
    [InlineData(true, 1, 9_999, false)]
    [InlineData(true, 1, 10_000, true)]
    [InlineData(false, 1, 10_000, true)]
    public void Decide_PartlyProtected_IsGivenALargerStopAndClosedOnlyWhenThatIsRefused(bool isNew, int failures, int bareFor, bool closes)
    {
        var view = Bare with { IsGuardLive = false, IsNew = isNew, BareSince = 100_000 - bareFor, Stops = [Stop("a", 1, 95.1m)], PlacedAt = 98_000, Failures = failures };
        var step = ProtectionPlan.Decide(view, Rules);
        (step.Close, step.Place?.Quantity).ShouldBe((closes, closes ? null : 2m));
    }

    [Theory]
    [InlineData(29_999, false)]
    [InlineData(30_000, true)]
    public void Decide_LargerStopIsNotAnswered_ClosesInTheEnd(int placedFor, bool closes)
    {
        var view = Bare with { IsGuardLive = false, BareSince = 0, Stops = [Stop("a", 1, 95.1m, createdAt: 1), Stop("b", 2, 95.1m, OrderState.Unknown, 100_000 - placedFor)] };
        ProtectionPlan.Decide(view, Rules).Close.ShouldBe(closes);
    }

    [Theory]
    [InlineData(0, OrderState.Rejected, 0, 1)]
    [InlineData(2, OrderState.Cancelled, 60_000, 3)]
    [InlineData(0, OrderState.Accepted, 0, 0)]
    [InlineData(1, OrderState.Accepted, 1_999, 1)]
    [InlineData(1, OrderState.Accepted, 2_000, 0)]
    [InlineData(3, OrderState.PartiallyFilled, 7_999, 3)]
    [InlineData(3, OrderState.PartiallyFilled, 8_000, 0)]
    [InlineData(20, OrderState.Accepted, 59_999, 20)]
    [InlineData(20, OrderState.Accepted, 60_000, 0)]
    [InlineData(2, OrderState.Unknown, 60_000, 2)]
    [InlineData(2, null, 60_000, 2)]
    public void FailuresAfter_CountsUntilOneStands(int failures, OrderState? state, long age, int expected) =>
        ProtectionPlan.FailuresAfter(failures, state, age, Rules).ShouldBe(expected);

    [Fact]
    public void Decide_NewestDoesNotCloseAll_KeepsTheOlderUntilThereIsOneForAll()
    {
        var view = Bare with { Position = new Position(Key, 5, 500), PlacedAt = 0, Stops = [Stop("a", 4, 95.1m), Stop("b", 1, 95.1m, createdAt: 96_000)] };
        var step = ProtectionPlan.Decide(view, Rules);
        (step.Place!.Quantity, step.Cancel.Length).ShouldBe((5, 0));
        ProtectionPlan.Decide(view with { Stops = view.Stops.Add(Stop("c", 5, 95.1m, createdAt: 97_000)) }, Rules).Cancel.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public void Decide_StopThatHasPartlyTraded_CountsForWhatIsLeftOfIt()
    {
        var traded = Stop("a", 5, 95.1m) with { State = OrderState.PartiallyFilled, Filled = 2 };
        ProtectionPlan.Decide(Bare with { Position = new Position(Key, 3, 300), Stops = [traded] }, Rules).IsNothing.ShouldBeTrue();
        ProtectionPlan.Decide(Bare with { Position = new Position(Key, 5, 500), Stops = [traded] }, Rules).Place!.Quantity.ShouldBe(5);
    }

    [Fact]
    public void IsCovered_StopsAtTheVenue_OnlyForAsMuchAsAnOrderCanClose()
    {
        var view = Bare with { IsGuardLive = false, Position = new Position(Key, 5.0004m, 500) };
        ProtectionPlan.IsCovered(view with { Stops = [Stop("a", 4, 95)] }).ShouldBeFalse("a fifth is bare");
        ProtectionPlan.IsCovered(view with { Stops = [Stop("a", 5, 95)] }).ShouldBeTrue("less than a step is left");
        ProtectionPlan.IsCovered(view with { Stops = [Stop("a", 4, 95), Stop("b", 1, 95)] }).ShouldBeTrue();
        ProtectionPlan.IsCovered(view with { Stops = [Stop("a", 4, 95), Stop("b", 1, 95, OrderState.New)] }).ShouldBeFalse("the venue has not confirmed it");
        ProtectionPlan.IsCovered(view with { Stops = [Stop("a", 4, 95)], Rules = Info with { MaxMarketQuantity = 4 } }).ShouldBeTrue("no order may be larger");
        ProtectionPlan.IsCovered(view with { Stops = [Stop("a", 4, 95)], Rules = null }).ShouldBeTrue("how much an order may close is not known");
    }

    [Fact]
    public void IsCovered_StopOfTheOtherDirection_ProtectsNothing() =>
        ProtectionPlan.IsCovered(Bare with { IsGuardLive = false, Position = new Position(Key, -2, -200), Stops = [Stop("a", 2, 95)] }).ShouldBeFalse();

    [Theory]
    [InlineData(9_999, null)]
    [InlineData(10_000, "trading is Off")]
    public void Decide_NothingCanBeSent_IsTold(int bareFor, string? told)
    {
        var step = ProtectionPlan.Decide(Bare with { IsGuardLive = false, BareSince = 100_000 - bareFor, Obstacle = "trading is Off", Rules = null }, Rules);
        (step.Tell, step.Place, step.Close).ShouldBe((told, null, false));
    }

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 2_000)]
    [InlineData(20, 30_000)]
    public void Decide_StopsRefused_AreTriedAtGrowingDistance(int failures, int pause)
    {
        ProtectionPlan.Decide(Bare with { PlacedAt = 100_001 - pause, Failures = failures }, Rules).IsNothing.ShouldBeTrue();
        ProtectionPlan.Decide(Bare with { PlacedAt = 100_000 - pause, Failures = failures }, Rules).Place.ShouldNotBeNull();
    }

    private static Order Stop(string id, decimal quantity, decimal price, OrderState state = OrderState.Accepted, long createdAt = 95_000) => new(
        id, new OrderSpec(Key.Instrument, OrderSide.Sell, PositionSide.Net, OrderType.StopMarket, quantity, null, price, null, TimeInForce.GoodTillCancel, true),
        OrderPurpose.Protection, id, createdAt) { State = state, SentAt = createdAt };
}
