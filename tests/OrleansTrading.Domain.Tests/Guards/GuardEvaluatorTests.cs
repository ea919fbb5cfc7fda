using OrleansTrading.Domain.Guards;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Guards;

public sealed class GuardEvaluatorTests
{
    [Theory]
    [InlineData(GuardPriceKind.Trade)]
    [InlineData(GuardPriceKind.Mark)]
    public void StopLoss_TradeOrMarkAtIt_ClosesAll(GuardPriceKind kind)
    {
        var guard = Made.Guard(Made.Nothing with { StopLoss = 95 });
        GuardEvaluator.Evaluate(guard, new GuardTick(95.01m, kind, 5)).Trigger.ShouldBeNull();
        GuardEvaluator.Evaluate(guard, new GuardTick(95, kind, 5)).Trigger
            .ShouldBe(new GuardTrigger(Made.Position, "g1", GuardCause.StopLoss, 0, 1, 95, 95, 5));
    }

    [Fact]
    public void TakeProfit_MarkAtIt_TriggersNothing()
    {
        var guard = Made.Guard(Made.Nothing with { TakeProfits = [new GuardTarget(105, 0.5m)] });
        GuardEvaluator.Evaluate(guard, new GuardTick(110, GuardPriceKind.Mark, 5)).ShouldBe(new GuardOutcome(guard.Progress, null));
        GuardEvaluator.Evaluate(guard, new GuardTick(105, GuardPriceKind.Trade, 5)).Trigger.ShouldNotBeNull().Share.ShouldBe(0.5m);
    }

    [Fact]
    public void TakeProfits_GapThroughAll_TriggersEachOnceAndTheLastClosesTheRest()
    {
        var guard = Made.Guard(Made.Nothing with { TakeProfits = [new(101, 0.3m), new(102, 0.3m), new(103, 0.4m)] });
        var (triggers, end) = Made.Run(guard, [new GuardTick(110, GuardPriceKind.Trade, 1), new GuardTick(110, GuardPriceKind.Trade, 2)]);
        triggers.Select(trigger => (trigger.Target, trigger.Share, trigger.TriggerPrice)).ShouldBe([(0, 0.3m, 101), (1, 0.3m, 102), (2, 1, 103)]);
        triggers.Select(trigger => trigger.IntentKey).Distinct().Count().ShouldBe(3);
        end.Progress.TargetsDone.ShouldBe(3);
    }

    [Fact]
    public void Trailing_Activated_FollowsTheBestTradeAndNotTheMark()
    {
        var guard = Made.Guard(Made.Nothing with { TrailingPercent = 1, TrailingActivation = 102 });
        var (before, _) = Made.Run(guard, [new GuardTick(101, GuardPriceKind.Trade, 1), new GuardTick(99, GuardPriceKind.Trade, 2)]);
        before.ShouldBeEmpty();
        var (none, armed) = Made.Run(guard, [new GuardTick(104, GuardPriceKind.Trade, 1), new GuardTick(120, GuardPriceKind.Mark, 2)]);
        none.ShouldBeEmpty();
        GuardEvaluator.StopOf(armed).ShouldBe(new GuardStop(102.96m, GuardCause.Trailing));
        GuardEvaluator.Evaluate(armed, new GuardTick(102.96m, GuardPriceKind.Mark, 3)).Trigger.ShouldNotBeNull().Cause.ShouldBe(GuardCause.Trailing);
    }

    [Fact]
    public void BreakEven_Reached_PutsTheStopAtEntryAndFees()
    {
        var guard = Made.Guard(Made.Nothing with { StopLoss = 95, BreakEvenTrigger = 102 }, fee: 0.12m);
        var (_, armed) = Made.Run(guard, [new GuardTick(102, GuardPriceKind.Trade, 1)]);
        var (triggers, _) = Made.Run(armed, [new GuardTick(100.13m, GuardPriceKind.Trade, 2), new GuardTick(100.12m, GuardPriceKind.Trade, 3)]);
        triggers.ShouldHaveSingleItem().ShouldBe(new GuardTrigger(Made.Position, "g1", GuardCause.BreakEven, 0, 1, 100.12m, 100.12m, 3));
        var other = Made.Guard(Made.Nothing with { BreakEvenTrigger = 98 }, isLong: false, fee: 0.12m);
        GuardEvaluator.BreakEvenOf(other).ShouldBe(99.88m);
    }

    [Fact]
    public void TimeStop_Over_ClosesAllWithOrWithoutAPrice()
    {
        var guard = Made.Guard(Made.Nothing with { ExpiresAt = 1000 });
        GuardEvaluator.Evaluate(guard, new GuardTick(100, GuardPriceKind.Trade, 999)).Trigger.ShouldBeNull();
        GuardEvaluator.Evaluate(guard, new GuardTick(100, GuardPriceKind.Mark, 1000)).Trigger.ShouldNotBeNull().Cause.ShouldBe(GuardCause.Time);
        GuardEvaluator.Expire(guard, 99, 999).ShouldBeNull();
        GuardEvaluator.Expire(guard, 99, 1000).ShouldBe(new GuardTrigger(Made.Position, "g1", GuardCause.Time, 0, 1, 0, 99, 1000));
        var track = new GuardTrack(guard, 0);
        track.OnTime(999, 99).ShouldBeNull();
        track.OnTime(1000, 99).ShouldNotBeNull().IntentKey.ShouldBe("guard/g1/Time/0");
        track.OnTime(1001, 99).ShouldBeNull();
    }

    [Fact]
    public void LateTrade_ThroughTheStop_TriggersUnlessItWasBeforeTheGuard()
    {
        var guard = Made.Guard(Made.Nothing with { StopLoss = 95 }) with { Progress = GuardProgress.None with { Since = 100 } };
        GuardEvaluator.Evaluate(guard, new GuardTick(90, GuardPriceKind.LateTrade, 99)).ShouldBe(new GuardOutcome(guard.Progress, null));
        GuardEvaluator.Evaluate(guard, new GuardTick(90, GuardPriceKind.LateTrade, 100)).Trigger.ShouldNotBeNull().Time.ShouldBe(100);
        var unwatched = guard with { Progress = GuardProgress.None };
        GuardEvaluator.Evaluate(unwatched, new GuardTick(90, GuardPriceKind.LateTrade, 500)).Trigger.ShouldBeNull();
    }

    [Fact]
    public void LateTrade_BeforeTheStopMoved_IsHeldToThePresetStopOnly()
    {
        var guard = Made.Guard(Made.Nothing with { StopLoss = 95, BreakEvenTrigger = 102 });
        var (_, armed) = Made.Run(guard, [new GuardTick(103, GuardPriceKind.Trade, 50)]);
        GuardEvaluator.Evaluate(armed, new GuardTick(99, GuardPriceKind.LateTrade, 49)).Trigger.ShouldBeNull();
        GuardEvaluator.Evaluate(armed, new GuardTick(94, GuardPriceKind.LateTrade, 49)).Trigger.ShouldNotBeNull().Cause.ShouldBe(GuardCause.StopLoss);
        GuardEvaluator.Evaluate(armed, new GuardTick(99, GuardPriceKind.LateTrade, 51)).Trigger.ShouldNotBeNull().Cause.ShouldBe(GuardCause.BreakEven);
    }

    [Fact]
    public void Track_OrdinaryPrices_AllocatesNothing()
    {
        var guard = Made.Guard(Made.Nothing with { StopLoss = 95, TakeProfits = [new(200, 1)], TrailingPercent = 3 });
        var track = new GuardTrack(guard, 0);
        track.OnPrice(100, GuardPriceKind.Trade, 1);
        AllocatedMemory.Least(() => () =>
        {
            for (var i = 0; i < 10_000; i++)
                track.OnPrice(100 + (i * 0.001), (GuardPriceKind)(i & 1), 2 + i);
        }).ShouldBe(0);
        track.Guard.Progress.BestPrice.ShouldBe(109.998m);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1e30)]
    public void Track_WhatIsNoPrice_ChangesNothing(double price)
    {
        foreach (var isLong in new[] { true, false })
        {
            var plan = Made.Nothing with { StopLoss = 95, TakeProfits = [new(120, 1)], TrailingPercent = 3 };
            var track = new GuardTrack(Made.Guard(isLong ? plan : Made.Mirror(plan), isLong), 0);
            track.OnPrice(price, GuardPriceKind.Trade, 1).ShouldBeNull();
            track.Guard.Progress.BestPrice.ShouldBeNull();
        }
    }
}
