using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// Judges the regime candle by candle. A regime is entered at one threshold and left at a lower one, so that a market at a threshold
/// does not change its regime back and forth. A trend goes before volatility: a market that does both is trending.
/// </summary>
public static class RegimeRules
{
    /// <summary>ADX from which on there is a trend.</summary>
    public const double TrendEnter = 25;

    /// <summary>ADX below which a trend is over.</summary>
    public const double TrendLeave = 20;

    /// <summary>Slope that gives a trend its direction, in ATRs a candle. A trend is over when its slope has turned its sign.</summary>
    public const double SlopeEnter = 0.05;

    /// <summary>Volatility against its normal from which on a market without a trend is volatile.</summary>
    public const double VolatileEnter = 1.75;

    /// <summary>Volatility against its normal below which it is no more.</summary>
    public const double VolatileLeave = 1.35;

    /// <summary>Candles over which normal volatility is taken.</summary>
    public const int NormalCandles = 100;

    /// <summary>The state after one more candle. While an indicator is not warm it stays as it is.</summary>
    public static RegimeState Next(in RegimeState state, in IndicatorValues values)
    {
        if (!(double.IsFinite(values.Adx14) && double.IsFinite(values.Slope20) && double.IsFinite(values.Atr14) && double.IsFinite(values.Volatility20)))
            return state;
        var seen = Math.Min(state.Seen + 1, NormalCandles);
        var normal = state.NormalVolatility + ((values.Volatility20 - state.NormalVolatility) / seen);
        var next = new RegimeState(state.Regime, normal, seen);
        var slope = values.Atr14 > 0 ? values.Slope20 / values.Atr14 : 0;
        return next with { Regime = Judge(state.Regime, values.Adx14, slope, next.RatioOf(values.Volatility20)) };
    }

    /// <param name="current">The regime so far.</param>
    /// <param name="adx">0 to 100.</param>
    /// <param name="slope">ATRs a candle.</param>
    /// <param name="volatility">Against its normal.</param>
    public static MarketRegime Judge(MarketRegime current, double adx, double slope, double volatility)
    {
        if (current == MarketRegime.TrendingUp && adx >= TrendLeave && slope >= 0)
            return MarketRegime.TrendingUp;
        if (current == MarketRegime.TrendingDown && adx >= TrendLeave && slope <= 0)
            return MarketRegime.TrendingDown;
        if (adx >= TrendEnter && Math.Abs(slope) >= SlopeEnter)
            return slope > 0 ? MarketRegime.TrendingUp : MarketRegime.TrendingDown;
        var threshold = current == MarketRegime.Volatile ? VolatileLeave : VolatileEnter;
        return volatility >= threshold ? MarketRegime.Volatile : MarketRegime.Ranging;
    }
}
