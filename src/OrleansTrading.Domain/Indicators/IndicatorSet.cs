using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Every indicator of one instrument and interval with the usual parameters, fed with closed candles, oldest first and none left out.
/// An update costs the same however many have come, and allocates nothing. Each value equals that of the indicator's own type to the
/// last bit. A candle that an indicator does not take (<see cref="IndicatorInput"/>) changes nothing. One thread at a time.
/// </summary>
public sealed class IndicatorSet
{
    /// <summary>A set takes no more than this in memory, all of it at construction.</summary>
    public const int Bytes = 5000;

    private const int Period = 20;
    private const double BollingerDeviations = 2;
    private const double KeltnerRanges = 2;
    private const double SuperTrendRanges = 3;

    // Five indicators look at the same closes: their mean, deviation and slope are one window.
    private SlidingWindow<LineAggregate> _closes = new(Period);
    private SlidingWindow<MeanAggregate> _volumes = new(Period);
    private Smoothing _ema9 = Smoothing.Exponential(9);
    private Smoothing _ema21 = Smoothing.Exponential(21);
    private Smoothing _ema50 = Smoothing.Exponential(50);
    private Smoothing _ema200 = Smoothing.Exponential(200);
    private readonly Rsi _rsi = new(14);
    private readonly Macd _macd = new(12, 26, 9);
    private readonly Adx _adx = new(14);
    private readonly Atr _atr = new(14);
    private readonly Stochastic _stochastic = new(14, 3, 3);
    private readonly Obv _obv = new();
    private readonly SessionVwap _sessionVwap = new();
    private readonly RollingVwap _rollingVwap = new(Period);
    private readonly Cci _cci = new(Period);
    private readonly Mfi _mfi = new(14);
    private readonly Donchian _donchian = new(Period);
    private readonly Keltner _keltner = new(Period, 10, KeltnerRanges);
    private readonly SuperTrend _superTrend = new(10, SuperTrendRanges);
    private readonly EmaChannel _channel = new(33);
    private readonly RollingVolatility _volatility = new(Period);
    private IndicatorValues _current = IndicatorValues.None;

    /// <summary>How many candles were taken.</summary>
    public int Count { get; private set; }

    /// <summary>The values after the newest candle; <see cref="IndicatorValues.None"/> before the first.</summary>
    public IndicatorValues Current => _current;

    /// <summary>The values after each candle.</summary>
    public static IndicatorValues[] Compute(ReadOnlySpan<Kline> klines)
    {
        var set = new IndicatorSet();
        var values = new IndicatorValues[klines.Length];
        for (var i = 0; i < values.Length; i++)
        {
            set.Update(klines[i]);
            values[i] = set._current;
        }

        return values;
    }

    /// <summary>Takes a closed candle, the one after the last.</summary>
    public void Update(in Kline closed)
    {
        if (!IndicatorInput.IsUsable(closed))
            return;
        Next(closed, commit: true, out _current);
        Count++;
    }

    /// <summary>What the values would be if the running candle closed as it stands. Nothing changes.</summary>
    public IndicatorValues Preview(in Kline open)
    {
        if (!IndicatorInput.IsUsable(open))
            return _current;
        Next(open, commit: false, out var values);
        return values;
    }

    /// <summary>Forgets every candle.</summary>
    public void Reset()
    {
        _closes.Clear();
        _volumes.Clear();
        _ema9.Clear();
        _ema21.Clear();
        _ema50.Clear();
        _ema200.Clear();
        _rsi.Reset();
        _macd.Reset();
        _adx.Reset();
        _atr.Reset();
        _stochastic.Reset();
        _obv.Reset();
        _sessionVwap.Reset();
        _rollingVwap.Reset();
        _cci.Reset();
        _mfi.Reset();
        _donchian.Reset();
        _keltner.Reset();
        _superTrend.Reset();
        _channel.Reset();
        _volatility.Reset();
        _current = IndicatorValues.None;
        Count = 0;
    }

    private void Next(in Kline kline, bool commit, out IndicatorValues values)
    {
        var close = kline.Close;
        var warm = _closes.Next(LineAggregate.Of(close), commit, out var closes);
        var reach = BollingerDeviations * closes.PopulationDeviation(Period);
        var macd = _macd.Next(close, commit);
        var adx = _adx.Next(kline, commit);
        var stochastic = _stochastic.Next(kline, commit);
        var donchian = _donchian.Next(kline, commit);
        var keltner = _keltner.Next(kline, commit);
        var superTrend = _superTrend.Next(kline, commit);
        var channel = _channel.Next(kline, commit);
        values = new IndicatorValues
        {
            OpenTime = kline.OpenTime,
            Close = close,
            Sma20 = warm ? closes.Mean : double.NaN,
            Ema9 = _ema9.Next(close, commit),
            Ema21 = _ema21.Next(close, commit),
            Ema50 = _ema50.Next(close, commit),
            Ema200 = _ema200.Next(close, commit),
            Wma20 = warm ? closes.WeightedMean(Period) : double.NaN,
            Rsi14 = _rsi.Next(close, commit),
            Macd = macd.Line,
            MacdSignal = macd.Signal,
            MacdHistogram = macd.Histogram,
            Adx14 = adx.Adx,
            PlusDi14 = adx.PlusDi,
            MinusDi14 = adx.MinusDi,
            Atr14 = _atr.Next(kline, commit),
            BollingerUpper = warm ? closes.Mean + reach : double.NaN,
            BollingerMiddle = warm ? closes.Mean : double.NaN,
            BollingerLower = warm ? closes.Mean - reach : double.NaN,
            StochasticK = stochastic.K,
            StochasticD = stochastic.D,
            Obv = _obv.Next(kline, commit),
            SessionVwap = _sessionVwap.Next(kline, commit),
            RollingVwap20 = _rollingVwap.Next(kline, commit),
            Cci20 = _cci.Next(kline, commit),
            Mfi14 = _mfi.Next(kline, commit),
            DonchianUpper20 = donchian.Upper,
            DonchianLower20 = donchian.Lower,
            KeltnerUpper = keltner.Upper,
            KeltnerMiddle = keltner.Middle,
            KeltnerLower = keltner.Lower,
            SuperTrend = superTrend.Line,
            SuperTrendDirection = superTrend.Direction,
            EmaChannelHigh = channel.High,
            EmaChannelLow = channel.Low,
            Volatility20 = _volatility.Next(close, commit),
            ZScore20 = warm ? closes.Score(close, Period) : double.NaN,
            Slope20 = warm ? closes.Slope(Period) : double.NaN,
            VolumeSma20 = _volumes.Next(new MeanAggregate(kline.Volume), commit, out var volumes) ? volumes.Mean : double.NaN,
        };
    }
}
