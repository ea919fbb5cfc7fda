using System.Reflection;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.TestKit;
using static OrleansTrading.Domain.Tests.Indicators.MadeUp;

namespace OrleansTrading.Domain.Tests.Indicators;

public sealed class IndicatorSetTests
{
    private static readonly PropertyInfo[] Members =
        [.. typeof(IndicatorValues).GetProperties().Where(member => member.Name is not (nameof(IndicatorValues.OpenTime) or nameof(IndicatorValues.Close)))];

    [Fact]
    public void WarmUp_EveryMember_IsTheFirstNumber()
    {
        var all = IndicatorSet.Compute(Walk(seed: 3, count: 250));
        Members.Length.ShouldBe(37);
        foreach (var member in Members)
        {
            var first = Array.FindIndex(all, values => !double.IsNaN((double)member.GetValue(values)!));
            var warmUp = (int)typeof(IndicatorWarmUp).GetField(member.Name)!.GetValue(null)!;
            (first + 1).ShouldBe(warmUp, member.Name);
            all.Skip(first).ShouldAllBe(values => double.IsFinite((double)member.GetValue(values)!), member.Name);
        }

        Members.Max(member => (int)typeof(IndicatorWarmUp).GetField(member.Name)!.GetValue(null)!).ShouldBe(IndicatorWarmUp.All);
    }

    [Fact]
    public void Update_AnyCandles_GivesWhatEachIndicatorGivesAlone()
    {
        var klines = Walk(seed: 11, count: 700);
        double[] closes = [.. klines.Select(kline => kline.Close)], volumes = [.. klines.Select(kline => kline.Volume)];
        var all = IndicatorSet.Compute(klines);
        Same(all, values => values.Sma20, Sma.Compute(closes, 20));
        Same(all, values => values.Ema9, Ema.Compute(closes, 9));
        Same(all, values => values.Ema21, Ema.Compute(closes, 21));
        Same(all, values => values.Ema50, Ema.Compute(closes, 50));
        Same(all, values => values.Ema200, Ema.Compute(closes, 200));
        Same(all, values => values.Wma20, Wma.Compute(closes, 20));
        Same(all, values => values.Rsi14, Rsi.Compute(closes, 14));
        Same(all, values => new MacdValue(values.Macd, values.MacdSignal, values.MacdHistogram), Macd.Compute(closes, 12, 26, 9));
        Same(all, values => new AdxValue(values.Adx14, values.PlusDi14, values.MinusDi14), Adx.Compute(klines, 14));
        Same(all, values => values.Atr14, Atr.Compute(klines, 14));
        Same(all, values => new BollingerValue(values.BollingerUpper, values.BollingerMiddle, values.BollingerLower), Bollinger.Compute(closes, 20, 2));
        Same(all, values => new StochasticValue(values.StochasticK, values.StochasticD), Stochastic.Compute(klines, 14, 3, 3));
        Same(all, values => values.Obv, Obv.Compute(klines));
        Same(all, values => values.SessionVwap, SessionVwap.Compute(klines));
        Same(all, values => values.RollingVwap20, RollingVwap.Compute(klines, 20));
        Same(all, values => values.Cci20, Cci.Compute(klines, 20));
        Same(all, values => values.Mfi14, Mfi.Compute(klines, 14));
        Same(all, values => (values.DonchianUpper20, values.DonchianLower20), [.. Donchian.Compute(klines, 20).Select(value => (value.Upper, value.Lower))]);
        Same(all, values => new KeltnerValue(values.KeltnerUpper, values.KeltnerMiddle, values.KeltnerLower), Keltner.Compute(klines, 20, 10, 2));
        Same(all, values => new SuperTrendValue(values.SuperTrend, values.SuperTrendDirection), SuperTrend.Compute(klines, 10, 3));
        Same(all, values => (values.EmaChannelHigh, values.EmaChannelLow), [.. EmaChannel.Compute(klines, 33).Select(value => (value.High, value.Low))]);
        Same(all, values => values.Volatility20, RollingVolatility.Compute(closes, 20));
        Same(all, values => values.ZScore20, ZScore.Compute(closes, 20));
        Same(all, values => values.Slope20, LinearSlope.Compute(closes, 20));
        Same(all, values => values.VolumeSma20, Sma.Compute(volumes, 20));
    }

    [Fact]
    public void Preview_BetweenUpdates_ForetellsAndChangesNothing()
    {
        var klines = Walk(seed: 17, count: 500);
        var expected = IndicatorSet.Compute(klines);
        var set = new IndicatorSet();
        for (var i = 0; i < klines.Length; i++)
        {
            set.Preview(klines[i] with { Close = klines[i].Low, Volume = 9 * klines[i].Volume });
            set.Preview(klines[i] with { Closed = false }).ShouldBe(expected[i]);
            set.Update(klines[i]);
            set.Current.ShouldBe(expected[i]);
            set.Count.ShouldBe(i + 1);
        }
    }

    [Fact]
    public void Reset_AfterUse_IsAsNew()
    {
        var set = new IndicatorSet();
        foreach (var kline in Walk(seed: 1, count: 333))
            set.Update(kline);
        set.Reset();
        (set.Count, set.Current).ShouldBe((0, IndicatorValues.None));
        var klines = Walk(seed: 2, count: 333);
        var expected = IndicatorSet.Compute(klines);
        for (var i = 0; i < klines.Length; i++)
        {
            set.Update(klines[i]);
            set.Current.ShouldBe(expected[i]);
        }
    }

    [Fact]
    public void Update_UnusableCandle_ChangesNothing()
    {
        var klines = Walk(seed: 4, count: 260);
        var set = new IndicatorSet();
        foreach (var kline in klines)
        {
            set.Update(kline);
            var before = set.Current;
            set.Update(kline with { High = double.NaN });
            set.Update(kline with { Close = double.PositiveInfinity });
            set.Update(kline with { Volume = -1 });
            set.Update(kline with { High = kline.Low - 1 });
            set.Preview(kline with { Low = -1e101 }).ShouldBe(before);
            set.Current.ShouldBe(before);
        }

        set.Current.ShouldBe(IndicatorSet.Compute(klines)[^1]);
        set.Count.ShouldBe(klines.Length);
    }

    [Fact]
    public void Updates_AllocateNothing_AndASetIsSmall()
    {
        var klines = Walk(seed: 5, count: 500);
        var warm = new IndicatorSet();
        warm.Update(klines[0]);
        var set = warm;
        var sum = 0.0;
        var bytes = AllocatedMemory.Least(() => () => set = new IndicatorSet());
        AllocatedMemory.Least(() =>
        {
            set = new IndicatorSet();
            return () =>
            {
                foreach (var kline in klines)
                {
                    sum += set.Preview(kline).Close;
                    set.Update(kline);
                }
            };
        }).ShouldBe(0);
        sum.ShouldBePositive();
        bytes.ShouldBeInRange(IndicatorSet.Bytes * 9 / 10, IndicatorSet.Bytes);
    }

    private static void Same<T>(IndicatorValues[] all, Func<IndicatorValues, T> part, T[] alone) =>
        all.Select(part).ShouldBe(alone);
}
