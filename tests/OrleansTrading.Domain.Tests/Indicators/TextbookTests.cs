using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Random walks and periods; every value against the textbook's.</summary>
public sealed class TextbookTests
{
    private const int Length = 200;
    private const double Tolerance = 1e-9;

    private static readonly Arbitrary<(int Seed, int Period)> Cases =
        Gen.Choose(0, int.MaxValue).SelectMany(seed => Gen.Choose(2, 60).Select(period => (seed, period))).ToArbitrary();

    [Fact]
    public void Averages_AnyWalk_AreTheTextbooks() => ForAll((klines, closes, period) =>
    {
        Same(Sma.Compute(closes, period), period, end => Textbook.Mean(Last(closes, end, period)));
        Same(Wma.Compute(closes, period), period, end => Textbook.Weighted(Last(closes, end, period)));
        Same(RollingVwap.Compute(klines, period), period, end => Textbook.Vwap(Last(klines, end, period)));
        Same(SessionVwap.Compute(klines), 1, end => Textbook.Vwap(Last(klines, end, ((end - 1) % 24) + 1)));
    });

    [Fact]
    public void Deviations_AnyWalk_AreTheTextbooks() => ForAll((_, closes, period) =>
    {
        Same(ZScore.Compute(closes, period), period, end =>
            (closes[end - 1] - Textbook.Mean(Last(closes, end, period))) / Textbook.Deviation(Last(closes, end, period)));
        Same([.. Bollinger.Compute(closes, period, 1).Select(value => value.Upper)], period, end =>
            Textbook.Mean(Last(closes, end, period)) + Textbook.Deviation(Last(closes, end, period)));
        Same(RollingVolatility.Compute(closes, period), period + 1, end => Textbook.Volatility(Last(closes, end, period + 1)));
        Same(LinearSlope.Compute(closes, period), period, end => Textbook.Slope(Last(closes, end, period)));
    });

    [Fact]
    public void Channels_AnyWalk_AreTheTextbooks() => ForAll((klines, _, period) =>
    {
        var values = Donchian.Compute(klines, period);
        Same([.. values.Select(value => value.Upper)], period, end => Textbook.Highest(Last(klines, end, period)));
        Same([.. values.Select(value => value.Lower)], period, end => Textbook.Lowest(Last(klines, end, period)));
        Same([.. values.Select(value => value.Middle)], period, end =>
            (Textbook.Highest(Last(klines, end, period)) + Textbook.Lowest(Last(klines, end, period))) / 2);
        var channel = EmaChannel.Compute(klines, period);
        channel.Select(value => value.High).ShouldBe(Ema.Compute([.. klines.Select(kline => kline.High)], period));
        channel.Select(value => value.Low).ShouldBe(Ema.Compute([.. klines.Select(kline => kline.Low)], period));
        Same([.. channel.Select(value => value.Position)], period, end =>
            (klines[end - 1].Close - channel[end - 1].Low) / (channel[end - 1].High - channel[end - 1].Low));
    });

    [Fact]
    public void Oscillators_AnyWalk_AreTheTextbooks() => ForAll((klines, _, period) =>
    {
        Same(Cci.Compute(klines, period), period, end => Textbook.Cci(Last(klines, end, period)));
        Same(Mfi.Compute(klines, period), period + 1, end => Textbook.Mfi(Last(klines, end, period + 1)));
    });

    [Fact]
    public void SuperTrend_AnyWalk_IsTheTextbooks() => ForAll((klines, _, period) =>
    {
        var expected = Textbook.SuperTrend(klines, period, 1.5);
        var actual = SuperTrend.Compute(klines, period, 1.5);
        Same([.. actual.Select(value => value.Line)], period + 1, end => expected[end - 1].Line);
        Same([.. actual.Select(value => value.Direction)], period + 1, end => expected[end - 1].Direction);
    });

    private static void ForAll(Action<Kline[], double[], int> check) =>
        Prop.ForAll(Cases, one =>
        {
            // Every candle has a volume and moves, so that no figure is without a definition.
            var klines = MadeUp.Walk(one.Seed, Length, quiet: false);
            check(klines, [.. klines.Select(kline => kline.Close)], one.Period);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static ReadOnlySpan<T> Last<T>(T[] all, int end, int count) => all.AsSpan(end - count, count);

    private static void Same(double[] actual, int warmUp, Func<int, double> textbook)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            if (i + 1 < warmUp)
                double.IsNaN(actual[i]).ShouldBeTrue($"at {i}");
            else if (textbook(i + 1) is var expected && !(Math.Abs(actual[i] - expected) <= Tolerance * Math.Max(1, Math.Abs(expected))))
                Assert.Fail($"at {i}: {actual[i]:R}, expected {expected:R}");
        }
    }
}
