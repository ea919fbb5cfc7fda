using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// The factors' formulas, see docs/signals.md. Each maps what it looks at through tanh to 0..100 with 50 in the middle: bounded,
/// monotone, and null where an input is not a finite number. Distances of prices are in ATRs, so that instruments compare. Only
/// indicators with a memory much shorter than a ring of candles are used: a reading hardly depends on when its symbol was warmed.
/// </summary>
public static class Factors
{
    private const double Half = 50;

    public static FactorScores Of(in IndicatorValues values, in CandleFacts facts, in ReadingContext context) => new(
        Trend(values),
        Momentum(values),
        Volume(values, facts),
        Volatility(values, facts),
        context.Flow is { } flow ? OrderFlow(flow) : OrderFlow(facts.TakerBuyShare),
        context.BenchmarkReturn is { } benchmark ? RelativeStrength(facts.Return, benchmark, values.Volatility20) : null,
        context.FundingRate is { } funding ? Funding(funding) : null,
        context.OpenInterestChange is { } change ? OpenInterest(change, facts.Return, values.Volatility20) : null);

    /// <summary>Short over long averages and the slope of the last 20 closes, the more the stronger the trend (ADX).</summary>
    public static double? Trend(in IndicatorValues values)
    {
        if (!(values.Atr14 > 0))
            return Quiet(values.Atr14);
        var fast = Math.Tanh((values.Ema9 - values.Ema21) / values.Atr14);
        var slow = Math.Tanh((values.Ema21 - values.Ema50) / (2 * values.Atr14));
        var slope = Math.Tanh(values.Slope20 / (0.15 * values.Atr14));
        var strength = 0.4 + (0.6 * Math.Min(values.Adx14 / 40, 1));
        return Scale((fast + slow + slope) / 3 * strength);
    }

    /// <summary>RSI, the histogram of MACD and the stochastic oscillator, in equal parts.</summary>
    public static double? Momentum(in IndicatorValues values)
    {
        if (!(values.Atr14 > 0))
            return Quiet(values.Atr14);
        var rsi = Math.Tanh((values.Rsi14 - Half) / 20);
        var macd = Math.Tanh(values.MacdHistogram / (0.25 * values.Atr14));
        var stochastic = Math.Tanh((values.StochasticK - Half) / 40);
        return Scale((rsi + macd + stochastic) / 3);
    }

    /// <summary>Whether volume stands behind the price: the candle's body weighted with its relative volume, and MFI, in equal parts.</summary>
    public static double? Volume(in IndicatorValues values, in CandleFacts facts)
    {
        if (!(values.Atr14 > 0))
            return Quiet(values.Atr14);
        var relative = values.VolumeSma20 > 0 ? Math.Min(facts.Volume / values.VolumeSma20, 3) / 3 : values.VolumeSma20;
        var body = Math.Tanh(facts.Body / values.Atr14) * relative;
        var flow = Math.Tanh((values.Mfi14 - Half) / 25);
        return Scale((body + flow) / 2);
    }

    /// <summary>The close's distance from its mean in standard deviations; it counts in full when volatility is 1.5 times its normal.</summary>
    public static double? Volatility(in IndicatorValues values, in CandleFacts facts) =>
        Scale(Math.Tanh(values.ZScore20 / 2) * Math.Min(facts.VolatilityRatio / 1.5, 1));

    /// <summary>The takers' buying share; 55 % is a marked surplus.</summary>
    public static double? OrderFlow(double takerBuyShare) => Scale(Math.Tanh((takerBuyShare - 0.5) / 0.05));

    /// <summary>
    /// The surplus of what takers bought, on the same scale as the takers' share, and the imbalance of the best prices' changes, in equal parts.
    /// </summary>
    public static double? OrderFlow(FlowFacts flow) =>
        Scale((Math.Tanh(flow.DeltaShare / 0.1) + Math.Tanh(flow.Imbalance / 0.2)) / 2);

    /// <summary>Return less the benchmark's, in standard deviations of the instrument's own returns over as many candles.</summary>
    public static double? RelativeStrength(double ownReturn, double benchmarkReturn, double volatility) =>
        Scale(Math.Tanh(Deviations(ownReturn - benchmarkReturn, volatility)));

    /// <summary>Against the crowd: high funding means many longs that pay for staying.</summary>
    public static double? Funding(double rate) => Scale(-Math.Tanh(rate / 0.0005));

    /// <summary>Growing open interest confirms the move of the price, shrinking open interest contradicts it.</summary>
    public static double? OpenInterest(double change, double ownReturn, double volatility) =>
        Scale(Math.Tanh(change / 0.02) * Math.Tanh(Deviations(ownReturn, volatility)));

    /// <remarks>A market that does not move at all has no deviations.</remarks>
    private static double Deviations(double distance, double volatility) =>
        volatility > 0 ? distance / (volatility * Math.Sqrt(CandleWindow.ReturnCandles)) : distance == 0 ? volatility : double.NaN;

    /// <remarks>Without any range every distance is zero; before the warm-up nothing is known.</remarks>
    private static double? Quiet(double range) => range == 0 ? Half : null;

    private static double? Scale(double value) => double.IsFinite(value) ? Half + (Half * Math.Clamp(value, -1, 1)) : null;
}
