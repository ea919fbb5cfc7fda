using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using static OrleansTrading.Domain.Tests.Signals.OutcomeCases;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class OutcomeJudgeTests
{
    private static readonly OutcomeRules Rules = new(Target: 1, TimeLimit: 3);
    private static readonly TradeSignal Long = Signal(SignalDirection.Long, 10, 20, 40);

    [Fact]
    public void Outcome_ThatReachesTheTarget_IsThere()
    {
        var outcome = Judge(Candle(1, 1000, 1012, 994, 1010), Candle(2, 1010, 1025, 1008, 1024));
        outcome.ShouldBe(new SignalOutcome(OutcomeKind.Target, 1020, 3, 2, Start + (3 * Length), 1020, 2, 2, 2, 0.6, BothTouched: false));
    }

    [Fact]
    public void Outcome_ThatReachesTheStop_LosesOneR()
    {
        var outcome = Judge(Candle(1, 1000, 1012, 990, 1010));
        outcome.ShouldBe(new SignalOutcome(OutcomeKind.Stop, 1020, 3, 1, Start + (2 * Length), 990, -1, -1, 0, 1, BothTouched: false));
    }

    [Fact]
    public void Outcome_OfACandleThatReachesBoth_IsTheStopAndSaysSo()
    {
        var outcome = Judge(Candle(1, 1000, 1020, 990, 1010));
        (outcome.Kind, outcome.BothTouched, outcome.R).ShouldBe((OutcomeKind.Stop, true, -1));
    }

    [Fact]
    public void Outcome_OfACandleThatBeginsBeyondALevel_EndsAtItsOpen()
    {
        var lost = Judge(Candle(1, 985, 1050, 980, 1050));
        (lost.Kind, lost.Exit, lost.R, lost.BothTouched).ShouldBe((OutcomeKind.Stop, 985, -1.5, false));
        var won = Judge(Candle(1, 1030, 1050, 980, 985));
        (won.Kind, won.Exit, won.R, won.Favourable).ShouldBe((OutcomeKind.Target, 1030, 3, 3));
    }

    [Fact]
    public void Outcome_ThatReachesNeitherInTime_IsTheLastClose()
    {
        var outcome = Judge(Candle(1, 1000, 1005, 995, 1001), Candle(2, 1001, 1015, 1000, 1002), Candle(3, 1002, 1004, 992, 996), Candle(4, 996, 1100, 900, 1000));
        outcome.ShouldBe(new SignalOutcome(OutcomeKind.Time, 1020, 3, 3, Start + (4 * Length), 996, -0.4, -0.4, 1.5, 0.8, BothTouched: false));
    }

    [Fact]
    public void Outcome_OfTheFartherTarget_GoesOn()
    {
        Kline[] klines = [Candle(1, 1000, 1025, 994, 1024), Candle(2, 1024, 1041, 1020, 1030)];
        OutcomeJudge.Judge(Long, Rules with { Target = 2 }, klines, 0).ShouldSatisfyAllConditions(
            outcome => outcome.Target.ShouldBe(1040), outcome => outcome.Candles.ShouldBe(2), outcome => outcome.R.ShouldBe(4));
        OutcomeJudge.Judge(Long, Rules with { Target = 9 }, klines, 0).Target.ShouldBe(1040);
    }

    [Fact]
    public void Outcome_WhereACandleIsMissing_IsUnknownFromThere()
    {
        var outcome = Judge(Candle(1, 1000, 1005, 995, 1001), Candle(3, 1002, 1030, 992, 996));
        outcome.ShouldBe(new SignalOutcome(OutcomeKind.Unknown, 1020, 3, 1, Start + (2 * Length), null, null, null, null, null, BothTouched: false));
    }

    [Fact]
    public void Outcome_BeforeACandleIsMissing_IsDecided() =>
        Judge(Candle(1, 1000, 1021, 995, 1001), Candle(3, 1002, 1030, 992, 996)).Kind.ShouldBe(OutcomeKind.Target);

    [Fact]
    public void Outcome_WhileTheNextCandleIsNotDue_IsOpen()
    {
        Kline[] klines = [Candle(0, 900, 1100, 900, 1000), Candle(1, 1000, 1005, 995, 1001), Candle(2, 1001, 1100, 900, 1000) with { Closed = false }];
        OutcomeJudge.Judge(Long, Rules, klines, Start + (3 * Length) - 1).ShouldBe(
            new SignalOutcome(OutcomeKind.Open, 1020, 3, 1, Start + (2 * Length), null, null, null, 0.5, 0.5, BothTouched: false));
        OutcomeJudge.Judge(Long, Rules, klines, Start + (3 * Length)).Kind.ShouldBe(OutcomeKind.Unknown);
    }

    [Fact]
    public void Outcome_OfASignalWithoutDistances_IsUnknown()
    {
        Kline[] klines = [Candle(1, 1000, 1021, 995, 1001)];
        OutcomeJudge.Judge(Long with { Stop = Entry }, Rules, klines, 0).Kind.ShouldBe(OutcomeKind.Unknown);
        OutcomeJudge.Judge(Long with { Targets = [] }, Rules, klines, 0).Kind.ShouldBe(OutcomeKind.Unknown);
        OutcomeJudge.Judge(Long with { Direction = SignalDirection.Neutral }, Rules, klines, 0).Kind.ShouldBe(OutcomeKind.Unknown);
    }

    private static SignalOutcome Judge(params Kline[] klines) => OutcomeJudge.Judge(Long, Rules, klines, completeUntil: 0);
}
