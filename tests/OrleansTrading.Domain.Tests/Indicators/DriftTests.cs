using System.Globalization;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>A million inputs, in turns around 1e12 and around 1e-3: nothing of what has gone is left in what is.</summary>
public sealed class DriftTests
{
    private const int Count = 1_000_000;
    private const int Period = 20;
    private const int Turn = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_AMillionLargeAndSmallInputs_AreAsComputedFromTheWindowAlone(int seed)
    {
        var klines = LargeAndSmall(seed);
        double[] closes = [.. klines.Select(kline => kline.Close)];
        var bollinger = Bollinger.Compute(closes, Period, 2);
        Same(Sma.Compute(closes, Period), end => Textbook.Mean(Window(closes, end)), closes);
        Same(Wma.Compute(closes, Period), end => Textbook.Weighted(Window(closes, end)), closes);
        Same(LinearSlope.Compute(closes, Period), end => Textbook.Slope(Window(closes, end)), closes);
        Same([.. bollinger.Select(value => (value.Upper - value.Lower) / 4)], end => Textbook.Deviation(Window(closes, end)), closes);
        Same(RollingVwap.Compute(klines, Period), end => Textbook.Vwap(Window(klines, end)), closes);
        Same([.. Donchian.Compute(klines, Period).Select(value => value.Upper)], end => Textbook.Highest(Window(klines, end)), closes);
        Same([.. Mfi.Compute(klines, Period - 1)], end => Textbook.Mfi(Window(klines, end)), Enumerable.Repeat(100.0, Count).ToArray());
        Same([.. Cci.Compute(klines, Period)], end => Textbook.Cci(Window(klines, end)), Enumerable.Repeat(100.0, Count).ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Averages_AMillionLargeAndSmallInputs_AreAsComputedFromWhatStillCounts(int seed)
    {
        var klines = LargeAndSmall(seed);
        double[] closes = [.. klines.Select(kline => kline.Close)];
        var (ema, atr) = (Ema.Compute(closes, Period), Atr.Compute(klines, Period));
        // The last of each turn: what came before the turn counts less than 1e-200 by then.
        for (var last = Turn - 1; last < Count; last += Turn)
        {
            var expected = Forgetting(i => closes[i], last, 2.0 / (Period + 1));
            ema[last].ShouldBe(expected, 1e-12 * Math.Abs(expected));
            var range = Forgetting(i => Math.Max(klines[i].High, klines[i - 1].Close) - Math.Min(klines[i].Low, klines[i - 1].Close), last, 1.0 / Period);
            atr[last].ShouldBe(range, 1e-11 * range);
        }
    }

    [Fact]
    public void Obv_AMillionLargeAndSmallVolumes_IsTheExactSum()
    {
        var klines = LargeAndSmall(seed: 5);
        var values = Obv.Compute(klines);
        var (sum, most) = (0m, 0.0);
        for (var i = 1; i < klines.Length; i++)
        {
            var volume = decimal.Parse(klines[i].Volume.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
            sum += Math.Sign(klines[i].Close - klines[i - 1].Close) * volume;
            most = Math.Max(most, Math.Abs((double)sum));
            Math.Abs(values[i] - (double)sum).ShouldBeLessThanOrEqualTo(1e-15 * most);
        }
    }

    private static Kline[] LargeAndSmall(int seed)
    {
        var random = new Random(seed);
        var klines = new Kline[Count];
        for (var i = 0; i < Count; i++)
        {
            var scale = i / Turn % 2 == 0 ? 1e12 : 1e-3;
            var (open, close) = (scale * (1 + random.NextDouble()), scale * (1 + random.NextDouble()));
            klines[i] = new Kline(i, open, Math.Max(open, close) * 1.01, Math.Min(open, close) * 0.99, close, Math.Round(scale * (1 + random.NextDouble()), 6), 0, 0, 0, 0, Closed: true);
        }

        return klines;
    }

    private static ReadOnlySpan<T> Window<T>(T[] all, int end) => all.AsSpan(end - Period, Period);

    private static double Forgetting(Func<int, double> input, int last, double share)
    {
        var (sum, weight) = (0.0, share);
        for (var i = last; i > last - Turn + 10; i--, weight *= 1 - share)
            sum += weight * input(i);
        return sum;
    }

    // Every seventh: a window and its blocks stand in every relation to each other.
    private static void Same(double[] actual, Func<int, double> expected, double[] scale)
    {
        var worst = 0.0;
        for (var end = Period; end <= actual.Length; end += 7)
        {
            var size = 0.0;
            foreach (var value in scale.AsSpan(end - Period, Period))
                size = Math.Max(size, Math.Abs(value));
            worst = Math.Max(worst, Math.Abs(actual[end - 1] - expected(end)) / size);
        }

        worst.ShouldBeLessThan(1e-13);
    }
}
