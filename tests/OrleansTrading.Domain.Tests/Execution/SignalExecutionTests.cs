using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Execution;

public sealed class SignalExecutionTests
{
    private static readonly ExecutionRules Rules = new(60, SizingMode.FixedNotional, 100, 2, 0.5m, 1000, 3, 60_000, 1);
    private static readonly ExecutionView View = new(10_000, 5_000, 100, false, 0, null);

    [Fact]
    public void Decide_SoundSignal_BuysWithItsStopAndTargets()
    {
        var plan = SignalExecution.Decide(Signal(), Rules, View);
        (plan.Side, plan.Notional, plan.Code).ShouldBe((OrderSide.Buy, 100, null));
        var guards = plan.Guards.ShouldNotBeNull();
        guards.StopLoss.ShouldBe(98.5m);
        guards.TakeProfits.ShouldBe([new GuardTarget(101.5m, 0.3333m), new GuardTarget(103, 0.3333m), new GuardTarget(106, 0.3334m)]);
        GuardRules.Validate(guards, true, 100, null, 10_000).ShouldBeEmpty();
    }

    [Fact]
    public void Decide_ShortSignal_SellsWithTheStopAbove()
    {
        var plan = SignalExecution.Decide(Signal() with { Direction = SignalDirection.Short, Score = -70, Stop = 101.5, Targets = [98.5, 97] }, Rules, View);
        plan.Side.ShouldBe(OrderSide.Sell);
        GuardRules.Validate(plan.Guards.ShouldNotBeNull(), false, 100, null, 10_000).ShouldBeEmpty();
    }

    [Fact]
    public void Decide_TargetsThatTheMarketHasPassed_AreLeftOut() =>
        SignalExecution.Decide(Signal(), Rules with { MaxDeviationPercent = 5 }, View with { Price = 102 }).Guards.ShouldNotBeNull().TakeProfits
            .ShouldBe([new GuardTarget(103, 0.5m), new GuardTarget(106, 0.5m)]);

    [Theory]
    [InlineData(SizingMode.FixedNotional, 100)]
    [InlineData(SizingMode.EquityPercent, 100)]
    [InlineData(SizingMode.VolatilityTarget, 1000)]
    public void Decide_Sizing_GivesTheNotional(SizingMode sizing, int notional) =>
        SignalExecution.Decide(Signal(), Rules with { Sizing = sizing }, View).Notional.ShouldBe(notional);

    [Fact]
    public void Decide_VolatilityTarget_LosesTheRiskAtTheStop()
    {
        var rules = Rules with { Sizing = SizingMode.VolatilityTarget, MaxNotional = 1_000_000 };
        foreach (var stop in new[] { 99.5, 98, 90 })
        {
            var plan = SignalExecution.Decide(Signal() with { Stop = stop }, rules, View);
            var lost = plan.Notional / View.Price * (View.Price - (decimal)stop);
            Math.Abs(lost - 25).ShouldBeLessThan(0.0001m, $"stop {stop}");
        }
    }

    public static TheoryData<string, TradeSignal, ExecutionView> Refused => new()
    {
        { ExecutionCodes.Neutral, Signal() with { Direction = SignalDirection.Neutral }, View },
        { ExecutionCodes.BelowThreshold, Signal() with { Score = 59.9 }, View },
        { ExecutionCodes.BelowThreshold, Signal() with { Score = double.NaN }, View },
        { ExecutionCodes.Expired, Signal() with { ExpiresAt = 10_000 }, View },
        { ExecutionCodes.CoolDown, Signal(), View with { Now = 100_000, TakenAt = 40_001 } },
        { ExecutionCodes.PositionOpen, Signal(), View with { HasPosition = true } },
        { ExecutionCodes.MaxPositions, Signal(), View with { Positions = 3 } },
        { ExecutionCodes.PriceMoved, Signal(), View with { Price = 101.01m } },
        { ExecutionCodes.StopPassed, Signal() with { Stop = 99.5 }, View with { Price = 99.5m } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Decide_WhatIsAgainstIt_IsTheReason(string code, TradeSignal signal, ExecutionView view)
    {
        var plan = SignalExecution.Decide(signal with { ExpiresAt = signal.ExpiresAt == 10_000 ? 10_000 : long.MaxValue }, Rules, view);
        plan.Code.ShouldBe(code);
        plan.Notional.ShouldBe(0);
        plan.Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Decide_CoolDownOver_IsTaken() =>
        SignalExecution.Decide(Signal(), Rules, View with { Now = 100_000, TakenAt = 40_000 }).Code.ShouldBeNull();

    [Fact]
    public void Decide_NoEquity_IsRefusedUnlessTheSizeIsFixed()
    {
        var view = View with { Equity = 0 };
        SignalExecution.Decide(Signal(), Rules with { Sizing = SizingMode.EquityPercent }, view).Code.ShouldBe(ExecutionCodes.NoEquity);
        SignalExecution.Decide(Signal(), Rules, view).Code.ShouldBeNull();
    }

    private static TradeSignal Signal() => new(
        new InstrumentId("binance", "BTCUSDT"), KlineInterval.OneHour, 0, SignalDirection.Long, 61, new FactorScores(1, 2, 3, 4, null, 6, 7, 8),
        MarketRegime.TrendingUp, 100, 98.5, [101.5, 103, 106], 9_000, long.MaxValue);
}
