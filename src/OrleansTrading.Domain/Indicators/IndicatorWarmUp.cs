namespace OrleansTrading.Domain.Indicators;

/// <summary>How many candles each member of <see cref="IndicatorValues"/> needs before it is a number, by the member's name.</summary>
public static class IndicatorWarmUp
{
    public const int Sma20 = 20;
    public const int Ema9 = 9;
    public const int Ema21 = 21;
    public const int Ema50 = 50;
    public const int Ema200 = 200;
    public const int Wma20 = 20;
    public const int Rsi14 = 15;
    public const int Macd = 26;
    public const int MacdSignal = 34;
    public const int MacdHistogram = 34;
    public const int Adx14 = 28;
    public const int PlusDi14 = 15;
    public const int MinusDi14 = 15;
    public const int Atr14 = 15;
    public const int BollingerUpper = 20;
    public const int BollingerMiddle = 20;
    public const int BollingerLower = 20;
    public const int StochasticK = 16;
    public const int StochasticD = 18;
    public const int Obv = 1;
    public const int SessionVwap = 1;
    public const int RollingVwap20 = 20;
    public const int Cci20 = 20;
    public const int Mfi14 = 15;
    public const int DonchianUpper20 = 20;
    public const int DonchianLower20 = 20;
    public const int KeltnerUpper = 20;
    public const int KeltnerMiddle = 20;
    public const int KeltnerLower = 20;
    public const int SuperTrend = 11;
    public const int SuperTrendDirection = 11;
    public const int EmaChannelHigh = 33;
    public const int EmaChannelLow = 33;
    public const int Volatility20 = 21;
    public const int ZScore20 = 20;
    public const int Slope20 = 20;
    public const int VolumeSma20 = 20;

    /// <summary>From this many candles on all of them are numbers, but for prices weighted by volume where there is none.</summary>
    public const int All = Ema200;
}
