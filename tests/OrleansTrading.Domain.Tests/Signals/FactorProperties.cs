using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class FactorProperties
{
    private static readonly Gen<double> Numbers = Gen.Frequency(
        (8, Gen.Choose(-1_000_000, 1_000_000).Select(number => number / 1000.0)),
        (2, Gen.Elements(0, 1e-300, -1e-300, 1e300, -1e300, double.MaxValue, double.MinValue, double.Epsilon)));

    private static readonly Gen<double> AnyNumbers = Gen.Frequency(
        (9, Numbers), (1, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)));

    private static readonly Gen<double> Fractions = Gen.Choose(0, 10_000).Select(number => number / 10_000.0);

    /// <summary>Indicators of any values, possible or not: what comes in must never make a score that lies.</summary>
    private static Gen<IndicatorValues> Values(Gen<double> numbers) => numbers.ArrayOf(12).Select(n => new IndicatorValues
    {
        Ema9 = n[0], Ema21 = n[1], Ema50 = n[2], Slope20 = n[3], Adx14 = n[4], Atr14 = n[5], Rsi14 = n[6], MacdHistogram = n[7],
        StochasticK = n[8], VolumeSma20 = n[9], Mfi14 = n[10], ZScore20 = n[11], Volatility20 = n[5],
    });

    private static readonly Gen<CandleFacts> Facts =
        from n in AnyNumbers.ArrayOf(5)
        select new CandleFacts(n[0], n[1], n[2], n[3], n[4]);

    private static readonly Gen<ReadingContext> Contexts =
        from n in AnyNumbers.ArrayOf(3)
        from there in Gen.Elements(true, false).ArrayOf(3)
        select new ReadingContext(there[0] ? n[0] : null, there[1] ? n[1] : null, there[2] ? n[2] : null);

    private static readonly Gen<FactorScores> Scores = Fractions.Select(value => value * 100).ArrayOf(8).SelectMany(
        n => Gen.Elements(true, true, true, false).ArrayOf(8),
        (n, there) => new FactorScores(
            there[0] ? n[0] : null, there[1] ? n[1] : null, there[2] ? n[2] : null, there[3] ? n[3] : null,
            there[4] ? n[4] : null, there[5] ? n[5] : null, there[6] ? n[6] : null, there[7] ? n[7] : null));

    private static readonly Gen<FactorWeights> Weights = Gen.Frequency((3, Gen.Choose(1, 100)), (1, Gen.Constant(0))).ArrayOf(8)
        .Where(n => n.Any(weight => weight > 0))
        .Select(n => new FactorWeights(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]));

    [Fact]
    public void Factors_OfAnything_AreNullOrFrom0To100() =>
        Prop.ForAll(Values(AnyNumbers).ToArbitrary(), Facts.ToArbitrary(), Contexts.ToArbitrary(), (values, facts, context) =>
            All(Factors.Of(values, facts, context)).All(factor => factor is null or (>= 0 and <= 100))).Check(Thorough);

    [Fact]
    public void Factors_OfIndicatorsThatAreNotWarm_AreNull()
    {
        var cold = new IndicatorValues
        {
            Ema9 = double.NaN, Ema21 = double.NaN, Ema50 = double.NaN, Slope20 = double.NaN, Adx14 = double.NaN, Atr14 = double.NaN,
            Rsi14 = double.NaN, MacdHistogram = double.NaN, StochasticK = double.NaN, VolumeSma20 = double.NaN, Mfi14 = double.NaN,
            ZScore20 = double.NaN, Volatility20 = double.NaN,
        };
        var facts = new CandleFacts(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        All(Factors.Of(cold, facts, new ReadingContext(null, null, 0.1))).ShouldAllBe(factor => factor == null);
    }

    [Fact]
    public void Factor_OfMore_IsNotLess() =>
        Prop.ForAll(Numbers.ToArbitrary(), Numbers.ToArbitrary(), (one, other) =>
        {
            var (less, more) = (Math.Min(one, other), Math.Max(one, other));
            return Rises(Factors.OrderFlow, less, more)
                && Rises(value => Factors.RelativeStrength(value, 0.01, 0.02), less, more)
                && Rises(value => Factors.RelativeStrength(0.01, -value, 0.02), less, more)
                && Rises(value => Factors.Funding(-value), less, more)
                && Rises(value => Factors.OpenInterest(value, 0.01, 0.02), less, more)
                && Rises(value => Factors.OpenInterest(-value, -0.01, 0.02), less, more)
                && Rises(value => Factors.Trend(Trending(value, 1, 30)), less, more)
                && Rises(value => Factors.Trend(Trending(1, value, 30)), less, more)
                && Rises(value => Factors.Momentum(Moving(value, 0.1)), less, more)
                && Rises(value => Factors.Momentum(Moving(50, value)), less, more)
                && Rises(value => Factors.Volume(Traded, new CandleFacts(value, 10, 0.5, 0, 1)), less, more)
                && Rises(value => Factors.Volatility(new IndicatorValues { ZScore20 = value }, new CandleFacts(0, 0, 0, 0, 1)), less, more);
        }).Check(Thorough);

    [Fact]
    public void Factor_OfNeitherWay_Is50()
    {
        Factors.OrderFlow(0.5).ShouldBe(50);
        Factors.RelativeStrength(0.03, 0.03, 0.01).ShouldBe(50);
        Factors.Funding(0).ShouldBe(50);
        Factors.OpenInterest(0, 0.05, 0.01).ShouldBe(50);
        Factors.OpenInterest(0.05, 0, 0.01).ShouldBe(50);
        Factors.Trend(Trending(0, 0, 60)).ShouldBe(50);
        Factors.Momentum(Moving(50, 0)).ShouldBe(50);
        Factors.Volume(Traded, new CandleFacts(0, 10, 0.5, 0, 1)).ShouldBe(50);
        Factors.Volatility(default, new CandleFacts(0, 0, 0, 0, 3)).ShouldBe(50);
    }

    [Fact]
    public void Factors_OfAMarketThatStandsStill_AreNeutral()
    {
        var still = new IndicatorValues { Close = 5, Ema9 = 5, Ema21 = 5, Ema50 = 5, Adx14 = 0, Rsi14 = 50, StochasticK = 50, Mfi14 = 50, VolumeSma20 = 3 };
        var facts = new CandleFacts(0, 3, 0.5, 0, 1);
        All(Factors.Of(still, facts, new ReadingContext(0, 0, 0))).ShouldAllBe(factor => factor == 50);
    }

    [Fact]
    public void Funding_ThatLongsPay_CountsAgainstARise()
    {
        Factors.Funding(0.001)!.Value.ShouldBeLessThan(10);
        Factors.Funding(-0.001)!.Value.ShouldBeGreaterThan(90);
    }

    [Fact]
    public void Score_OfAnyFactorsAndWeights_IsFromMinus100To100() =>
        Prop.ForAll(Scores.ToArbitrary(), Weights.ToArbitrary(), (factors, weights) =>
            FactorScore.Of(factors, weights) is null or (>= -100 and <= 100)).Check(Thorough);

    [Fact]
    public void Score_WithAWeightOfZero_DoesNotDependOnThatFactor() =>
        Prop.ForAll(Scores.ToArbitrary(), Weights.ToArbitrary(), Fractions.ToArbitrary(), (factors, weights, other) =>
        {
            weights = weights with { Trend = 0 };
            var changed = FactorScore.Of(factors with { Trend = other * 100 }, weights);
            return FactorScore.Of(factors, weights) == changed && FactorScore.Of(factors with { Trend = null }, weights) == changed;
        }).Check(Thorough);

    [Fact]
    public void Score_OfAHigherFactor_IsNotLower() =>
        Prop.ForAll(Scores.ToArbitrary(), Weights.ToArbitrary(), Fractions.Two().ToArbitrary(), (factors, weights, two) =>
        {
            var less = FactorScore.Of(factors with { Momentum = 100 * Math.Min(two.Item1, two.Item2) }, weights);
            var more = FactorScore.Of(factors with { Momentum = 100 * Math.Max(two.Item1, two.Item2) }, weights);
            return less is null ? more is null : more >= less;
        }).Check(Thorough);

    [Fact]
    public void Score_OfFactorsUpsideDown_IsNegated() =>
        Prop.ForAll(Scores.ToArbitrary(), Weights.ToArbitrary(), (factors, weights) =>
        {
            var turned = new FactorScores(
                100 - factors.Trend, 100 - factors.Momentum, 100 - factors.Volume, 100 - factors.Volatility, 100 - factors.OrderFlow,
                100 - factors.RelativeStrength, 100 - factors.Funding, 100 - factors.OpenInterest);
            return (FactorScore.Of(factors, weights), FactorScore.Of(turned, weights)) is var (score, negated)
                && (score is null ? negated is null : Math.Abs(score.Value + negated!.Value) < 1e-9);
        }).Check(Thorough);

    [Fact]
    public void Score_WithoutAnyFactorThatCounts_IsNull()
    {
        FactorScore.Of(default, FactorWeights.Default).ShouldBeNull();
        FactorScore.Of(new FactorScores { Trend = 80 }, FactorWeights.Default with { Trend = 0 }).ShouldBeNull();
    }

    [Fact]
    public void Score_OfWeightedFactors_IsTheirWeightedMean() =>
        FactorScore.Of(new FactorScores { Trend = 100, Momentum = 50, Funding = 25 }, new FactorWeights(2, 1, 7, 0, 0, 0, 1, 0)).ShouldBe((200 + 0 - 50) / 4.0);

    private static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static IndicatorValues Traded => new() { Atr14 = 1, VolumeSma20 = 10, Mfi14 = 50 };

    private static IndicatorValues Trending(double distance, double slope, double adx) =>
        new() { Ema9 = distance, Ema21 = 0, Ema50 = 0, Slope20 = slope, Adx14 = adx, Atr14 = 1 };

    private static IndicatorValues Moving(double rsi, double histogram) =>
        new() { Rsi14 = rsi, MacdHistogram = histogram, StochasticK = 50, Atr14 = 1 };

    /// <remarks>What overflows on the way is nothing to compare.</remarks>
    private static bool Rises(Func<double, double?> factor, double less, double more) =>
        factor(less) is not { } low || factor(more) is not { } high || low <= high;

    private static double?[] All(FactorScores f) =>
        [f.Trend, f.Momentum, f.Volume, f.Volatility, f.OrderFlow, f.RelativeStrength, f.Funding, f.OpenInterest];
}
