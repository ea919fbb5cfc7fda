using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class RegimeTests
{
    private static readonly Gen<MarketRegime> Regimes = Gen.Elements(Enum.GetValues<MarketRegime>());

    private static Gen<double> Between(double least, double most) => Gen.Choose(0, 100_000).Select(n => least + ((most - least) * n / 100_001));

    [Theory]
    [InlineData(MarketRegime.Unknown, 30, 0.2, 1, MarketRegime.TrendingUp)]
    [InlineData(MarketRegime.Ranging, 30, -0.2, 1, MarketRegime.TrendingDown)]
    [InlineData(MarketRegime.Ranging, 24, 0.2, 1, MarketRegime.Ranging)]
    [InlineData(MarketRegime.TrendingUp, 21, 0.01, 1, MarketRegime.TrendingUp)]
    [InlineData(MarketRegime.TrendingUp, 19, 0.2, 1, MarketRegime.Ranging)]
    [InlineData(MarketRegime.TrendingUp, 30, -0.01, 1, MarketRegime.Ranging)]
    [InlineData(MarketRegime.TrendingUp, 30, -0.2, 1, MarketRegime.TrendingDown)]
    [InlineData(MarketRegime.Ranging, 15, 0, 2, MarketRegime.Volatile)]
    [InlineData(MarketRegime.Ranging, 15, 0, 1.5, MarketRegime.Ranging)]
    [InlineData(MarketRegime.Volatile, 15, 0, 1.5, MarketRegime.Volatile)]
    [InlineData(MarketRegime.Volatile, 15, 0, 1.3, MarketRegime.Ranging)]
    [InlineData(MarketRegime.Volatile, 40, 0.3, 3, MarketRegime.TrendingUp)]
    public void Regime_AtThresholds_IsEnteredAndLeftAtDifferentOnes(
        MarketRegime current, double adx, double slope, double volatility, MarketRegime expected) =>
        RegimeRules.Judge(current, adx, slope, volatility).ShouldBe(expected);

    /// <summary>Whatever goes up and down between the leaving and the entering thresholds changes nothing.</summary>
    [Fact]
    public void Regime_BetweenTheThresholds_DoesNotFlap()
    {
        var moves =
            from adx in Between(RegimeRules.TrendLeave, RegimeRules.TrendEnter)
            from slope in Between(-0.3, 0.3)
            from volatility in Between(RegimeRules.VolatileLeave, RegimeRules.VolatileEnter)
            select (adx, slope, volatility);
        Prop.ForAll(Regimes.ToArbitrary(), moves.ArrayOf(50).ToArbitrary(), (start, path) =>
        {
            var regime = start;
            var changes = 0;
            foreach (var (adx, slope, volatility) in path)
            {
                // A trend holds as long as its slope keeps the sign.
                var kept = regime == MarketRegime.TrendingDown ? -Math.Abs(slope) : Math.Abs(slope);
                var next = RegimeRules.Judge(regime, adx, kept, volatility);
                changes += next == regime ? 0 : 1;
                regime = next;
            }

            return changes <= (start == MarketRegime.Unknown ? 1 : 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Regime_JudgedAgainAtOnce_StaysTheSame() =>
        Prop.ForAll(Regimes.ToArbitrary(), Between(0, 60).ToArbitrary(), Between(-1, 1).Zip(Between(0, 4)).ToArbitrary(), (start, adx, others) =>
        {
            var once = RegimeRules.Judge(start, adx, others.Item1, others.Item2);
            return RegimeRules.Judge(once, adx, others.Item1, others.Item2) == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Regime_OfTheMarketUpsideDown_IsTheOppositeOne() =>
        Prop.ForAll(Regimes.ToArbitrary(), Between(0, 60).ToArbitrary(), Between(-1, 1).Zip(Between(0, 4)).ToArbitrary(), (start, adx, others) =>
            RegimeRules.Judge(Opposite(start), adx, -others.Item1, others.Item2)
                == Opposite(RegimeRules.Judge(start, adx, others.Item1, others.Item2))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Regime_OfIndicatorsThatAreNotWarm_StaysAsItIs()
    {
        var state = new RegimeState(MarketRegime.TrendingUp, 0.01, 5);
        RegimeRules.Next(state, new IndicatorValues { Adx14 = double.NaN, Slope20 = 1, Atr14 = 1, Volatility20 = 0.01 }).ShouldBe(state);
    }

    [Fact]
    public void NormalVolatility_OfASteadyMarket_IsItsVolatility()
    {
        var state = default(RegimeState);
        for (var i = 0; i < 300; i++)
            state = RegimeRules.Next(state, new IndicatorValues { Adx14 = 10, Slope20 = 0, Atr14 = 1, Volatility20 = 0.02 });
        state.NormalVolatility.ShouldBe(0.02, 1e-12);
        state.RatioOf(0.04).ShouldBe(2, 1e-9);
        state.Regime.ShouldBe(MarketRegime.Ranging);
    }

    private static MarketRegime Opposite(MarketRegime regime) => regime switch
    {
        MarketRegime.TrendingUp => MarketRegime.TrendingDown,
        MarketRegime.TrendingDown => MarketRegime.TrendingUp,
        _ => regime,
    };
}
