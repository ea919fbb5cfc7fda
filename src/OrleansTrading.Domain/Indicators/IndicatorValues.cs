using Orleans;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Every indicator of one instrument and interval after one candle. A value is NaN until its warm-up is over.
/// Prices are in quote units; definitions are in docs/indicators.md, warm-ups in <see cref="IndicatorWarmUp"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.IndicatorValues")]
public readonly record struct IndicatorValues
{
    /// <summary>Before the first candle: every value NaN, the open time 0.</summary>
    public static readonly IndicatorValues None = new()
    {
        Close = double.NaN,
        Sma20 = double.NaN,
        Ema9 = double.NaN,
        Ema21 = double.NaN,
        Ema50 = double.NaN,
        Ema200 = double.NaN,
        Wma20 = double.NaN,
        Rsi14 = double.NaN,
        Macd = double.NaN,
        MacdSignal = double.NaN,
        MacdHistogram = double.NaN,
        Adx14 = double.NaN,
        PlusDi14 = double.NaN,
        MinusDi14 = double.NaN,
        Atr14 = double.NaN,
        BollingerUpper = double.NaN,
        BollingerMiddle = double.NaN,
        BollingerLower = double.NaN,
        StochasticK = double.NaN,
        StochasticD = double.NaN,
        Obv = double.NaN,
        SessionVwap = double.NaN,
        RollingVwap20 = double.NaN,
        Cci20 = double.NaN,
        Mfi14 = double.NaN,
        DonchianUpper20 = double.NaN,
        DonchianLower20 = double.NaN,
        KeltnerUpper = double.NaN,
        KeltnerMiddle = double.NaN,
        KeltnerLower = double.NaN,
        SuperTrend = double.NaN,
        SuperTrendDirection = double.NaN,
        EmaChannelHigh = double.NaN,
        EmaChannelLow = double.NaN,
        Volatility20 = double.NaN,
        ZScore20 = double.NaN,
        Slope20 = double.NaN,
        VolumeSma20 = double.NaN,
    };

    /// <summary>Open time of the candle, Unix milliseconds.</summary>
    [Id(0)] public long OpenTime { get; init; }

    /// <summary>Close of the candle.</summary>
    [Id(1)] public double Close { get; init; }

    [Id(2)] public double Sma20 { get; init; }

    [Id(3)] public double Ema9 { get; init; }

    [Id(4)] public double Ema21 { get; init; }

    [Id(5)] public double Ema50 { get; init; }

    [Id(6)] public double Ema200 { get; init; }

    [Id(7)] public double Wma20 { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(8)] public double Rsi14 { get; init; }

    [Id(9)] public double Macd { get; init; }

    [Id(10)] public double MacdSignal { get; init; }

    [Id(11)] public double MacdHistogram { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(12)] public double Adx14 { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(13)] public double PlusDi14 { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(14)] public double MinusDi14 { get; init; }

    [Id(15)] public double Atr14 { get; init; }

    [Id(16)] public double BollingerUpper { get; init; }

    [Id(17)] public double BollingerMiddle { get; init; }

    [Id(18)] public double BollingerLower { get; init; }

    /// <summary>%K, 0 to 100.</summary>
    [Id(19)] public double StochasticK { get; init; }

    /// <summary>%D, 0 to 100.</summary>
    [Id(20)] public double StochasticD { get; init; }

    /// <summary>Base units.</summary>
    [Id(21)] public double Obv { get; init; }

    /// <summary>Since the last midnight UTC.</summary>
    [Id(22)] public double SessionVwap { get; init; }

    /// <summary>Over the last 20 candles.</summary>
    [Id(23)] public double RollingVwap20 { get; init; }

    [Id(24)] public double Cci20 { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(25)] public double Mfi14 { get; init; }

    [Id(26)] public double DonchianUpper20 { get; init; }

    [Id(27)] public double DonchianLower20 { get; init; }

    [Id(28)] public double KeltnerUpper { get; init; }

    [Id(29)] public double KeltnerMiddle { get; init; }

    [Id(30)] public double KeltnerLower { get; init; }

    [Id(31)] public double SuperTrend { get; init; }

    /// <summary>1 while the price is above its SuperTrend line, -1 while it is below.</summary>
    [Id(32)] public double SuperTrendDirection { get; init; }

    /// <summary>EMA of the highs over 33 candles.</summary>
    [Id(33)] public double EmaChannelHigh { get; init; }

    /// <summary>EMA of the lows over 33 candles.</summary>
    [Id(34)] public double EmaChannelLow { get; init; }

    /// <summary>Standard deviation of the logarithmic returns of the last 20 candles, for one candle's length, as a fraction.</summary>
    [Id(35)] public double Volatility20 { get; init; }

    /// <summary>Standard deviations of the close from its mean over 20 candles.</summary>
    [Id(36)] public double ZScore20 { get; init; }

    /// <summary>Slope of the least-squares line through the last 20 closes, quote units a candle.</summary>
    [Id(37)] public double Slope20 { get; init; }

    /// <summary>Mean volume of the last 20 candles, base units.</summary>
    [Id(38)] public double VolumeSma20 { get; init; }
}
