using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Signals;
using static OrleansTrading.Domain.Tests.Signals.OutcomeCases;

namespace OrleansTrading.Domain.Tests.Signals;

/// <summary>Outcomes against one that follows every single price.</summary>
public sealed class OutcomeJudgeProperties
{
    private static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(20_000);

    [Fact]
    public void Outcome_OfCandles_IsThatOfThePricesTheyAreMadeOf() => Prop.ForAll(All.ToArbitrary(), Follows).Check(Thorough);

    [Fact]
    public void Outcome_OnceDecided_StaysWhenCandlesCome() =>
        Prop.ForAll(All.ToArbitrary(), one =>
        {
            var decided = one.Judge();
            var later = (one with { Count = 8, CompleteUntil = long.MaxValue }).Judge();
            return decided.Kind == OutcomeKind.Open || (decided.Kind == OutcomeKind.Unknown && !one.Present.AsSpan(0, one.Count).Contains(false)) || later == decided;
        }).Check(Thorough);

    [Fact]
    public void Outcome_OfTheMarketUpsideDown_IsTheSame() =>
        Prop.ForAll(All.ToArbitrary(), one =>
        {
            var other = one.Signal.Direction == SignalDirection.Long ? SignalDirection.Short : SignalDirection.Long;
            var mirrored = one with
            {
                Signal = Signal(other, Math.Abs(Entry - one.Signal.Stop), [.. one.Signal.Targets.Select(target => Math.Abs(target - Entry))]),
                Ticks = [.. one.Ticks.Select(ticks => ticks.Select(price => (2 * (int)Entry) - price).ToArray())],
            };
            var (outcome, turned) = (one.Judge(), mirrored.Judge());
            return turned == outcome with { Target = (2 * Entry) - outcome.Target, Exit = (2 * Entry) - outcome.Exit };
        }).Check(Thorough);

    /// <summary>Where both levels were within one candle the prices say which came first; the outcome is a stop all the same.</summary>
    private static bool Follows(OutcomeCase one)
    {
        var outcome = one.Judge();
        var truth = Truth(one);
        if (outcome.BothTouched)
            return outcome.Kind == OutcomeKind.Stop && truth.Candles == outcome.Candles && truth.Kind is OutcomeKind.Target or OutcomeKind.Stop && outcome.R == -1;
        if ((outcome.Kind, outcome.Candles, outcome.Exit) != (truth.Kind, truth.Candles, truth.Exit))
            return false;
        if (truth.Exit is not { } exit)
            return outcome.R is null && outcome.Percent is null;
        var (side, risk) = (one.Signal.Direction == SignalDirection.Long ? 1 : -1, Math.Abs(Entry - one.Signal.Stop));
        return outcome.R == side * (exit - Entry) / risk
            && outcome.Percent == side * (exit - Entry) / Entry * 100
            && outcome.Favourable <= truth.Favourable / risk && outcome.Adverse <= truth.Adverse / risk
            && outcome.Favourable >= Math.Max(0, outcome.R!.Value) && outcome.Adverse >= Math.Max(0, -outcome.R.Value)
            && (outcome.Kind != OutcomeKind.Time || (outcome.Favourable == truth.Favourable / risk && outcome.Adverse == truth.Adverse / risk));
    }

    private static (OutcomeKind Kind, int Candles, double? Exit, double Favourable, double Adverse) Truth(OutcomeCase one)
    {
        var side = one.Signal.Direction == SignalDirection.Long ? 1 : -1;
        var target = side * (one.Signal.Targets[Math.Min(one.Rules.Target, one.Signal.Targets.Length) - 1] - Entry);
        var risk = side * (Entry - one.Signal.Stop);
        var (favourable, adverse) = (0.0, 0.0);
        for (var candle = 0; candle < one.Rules.TimeLimit; candle++)
        {
            if (candle >= one.Count || !one.Present[candle])
            {
                var later = candle < one.Count && one.Present.AsSpan(candle + 1, one.Count - candle - 1).Contains(true);
                var due = Start + ((candle + 2) * Length) <= one.CompleteUntil;
                return (later || due ? OutcomeKind.Unknown : OutcomeKind.Open, candle, null, favourable, adverse);
            }

            foreach (var price in one.Ticks[candle])
            {
                var ahead = side * (price - Entry);
                (favourable, adverse) = (Math.Max(favourable, ahead), Math.Max(adverse, -ahead));
                if (ahead >= target)
                    return (OutcomeKind.Target, candle + 1, price, favourable, adverse);
                if (-ahead >= risk)
                    return (OutcomeKind.Stop, candle + 1, price, favourable, adverse);
            }
        }

        return (OutcomeKind.Time, one.Rules.TimeLimit, one.Ticks[one.Rules.TimeLimit - 1][^1], favourable, adverse);
    }
}
