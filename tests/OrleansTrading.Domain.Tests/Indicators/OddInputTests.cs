using System.Reflection;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Markets that stand still, have no volume, cost next to nothing or more than everything.</summary>
public sealed class OddInputTests
{
    private const long Hour = 3_600_000;

    private static readonly PropertyInfo[] Members =
        [.. typeof(IndicatorValues).GetProperties().Where(member => member.PropertyType == typeof(double))];

    [Theory]
    [InlineData(0.1, 7)]
    [InlineData(1e-8, 0.3)]
    [InlineData(98_765.43, 0)]
    [InlineData(1e100, 1e100)]
    public void Set_FlatPrice_SaysWhatTheDocumentSays(double price, double volume)
    {
        var values = IndicatorSet.Compute(Enumerable.Range(0, 400).Select(i => Flat(i, price, volume)).ToArray())[^1];
        double[] prices =
        [
            values.Sma20, values.Ema9, values.Ema21, values.Ema50, values.Ema200, values.Wma20, values.BollingerUpper, values.BollingerMiddle,
            values.BollingerLower, values.DonchianUpper20, values.DonchianLower20, values.KeltnerUpper, values.KeltnerMiddle, values.KeltnerLower,
            values.SuperTrend, values.EmaChannelHigh, values.EmaChannelLow,
        ];
        prices.ShouldAllBe(value => value == price);
        double[] zeros =
        [
            values.Macd, values.MacdSignal, values.MacdHistogram, values.Adx14, values.PlusDi14, values.MinusDi14, values.Atr14, values.Obv,
            values.Cci20, values.Volatility20, values.ZScore20, values.Slope20,
        ];
        zeros.ShouldAllBe(value => value == 0);
        double[] halves = [values.Rsi14, values.StochasticK, values.StochasticD, values.Mfi14];
        halves.ShouldAllBe(value => value == 50);
        (values.SuperTrendDirection, values.VolumeSma20).ShouldBe((1, volume));
        double[] weighted = [values.SessionVwap, values.RollingVwap20];
        weighted.ShouldAllBe(value => volume > 0 ? value == price : double.IsNaN(value));
        EmaChannel.Compute([Flat(0, price, volume)], 1)[0].Position.ShouldBe(0.5);
    }

    [Fact]
    public void Set_FlatAfterALongRise_KeepsWithinBounds()
    {
        // Long enough for smoothed movements to sink to the smallest numbers there are.
        var klines = MadeUp.Walk(seed: 8, count: 300).Concat(Enumerable.Range(300, 20_000).Select(i => Flat(i, 150, 1))).ToArray();
        foreach (var values in IndicatorSet.Compute(klines))
            ShouldBeSound(values);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-300)]
    [InlineData(1e15)]
    [InlineData(1e97)]
    public void Set_AnyScale_IsSound(double scale)
    {
        var all = IndicatorSet.Compute(MadeUp.Walk(seed: 6, count: 500, scale));
        foreach (var values in all)
            ShouldBeSound(values);
        foreach (var values in all.Skip(IndicatorWarmUp.All - 1))
            Members.ShouldAllBe(member => double.IsFinite((double)member.GetValue(values)!));
    }

    [Fact]
    public void Set_FromNothingToEverythingAndBack_IsSound()
    {
        var random = new Random(9);
        double[] ends = [0, double.Epsilon, 1e-300, 1, IndicatorInput.Bound];
        var klines = Enumerable.Range(0, 3_000).Select(i =>
        {
            double[] prices = [.. random.GetItems(ends, 4).Order()];
            return new Kline(i * Hour, prices[1], prices[3], prices[0], prices[2], random.GetItems(ends, 1)[0], 0, 0, 0, 0, Closed: true);
        });
        foreach (var values in IndicatorSet.Compute([.. klines]))
            ShouldBeSound(values);
    }

    [Theory]
    [InlineData("zeros.csv")]
    [InlineData("toobig.csv")]
    [InlineData("penny.csv")]
    [InlineData("max.csv")]
    [InlineData("bad.csv")]
    [InlineData("mismatch.csv")]
    [InlineData("bitcoin.csv")]
    [InlineData("_issue0859.adx.nan.csv")]
    public void Set_PublishedOddQuotes_IsSound(string name)
    {
        var klines = Reference.Quotes(name);
        var set = new IndicatorSet();
        foreach (var kline in klines)
        {
            set.Preview(kline);
            set.Update(kline);
            ShouldBeSound(set.Current);
        }

        set.Count.ShouldBe(klines.Count(kline => IndicatorInput.IsUsable(kline)));
        set.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Volatility_AfterAPriceOfNothing_ComesBack()
    {
        double[] inputs = [.. Enumerable.Range(1, 30).Select(i => i == 10 ? 0.0 : 100 + i)];
        var values = RollingVolatility.Compute(inputs, 5);
        for (var i = 0; i < inputs.Length; i++)
            double.IsNaN(values[i]).ShouldBe(i is < 5 or (>= 9 and < 15), $"at {i}");
    }

    [Fact]
    public void Constructors_PeriodThatCannotBe_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Sma(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Ema(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Rsi(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Cci(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LinearSlope(1));
        Should.Throw<ArgumentOutOfRangeException>(() => new RollingVolatility(1));
        Should.Throw<ArgumentOutOfRangeException>(() => new SessionVwap(0));
    }

    private static Kline Flat(int hour, double price, double volume) =>
        new(hour * Hour, price, price, price, price, volume, 0, 0, 0, 0, Closed: true);

    private static void ShouldBeSound(IndicatorValues values)
    {
        foreach (var member in Members)
            double.IsInfinity((double)member.GetValue(values)!).ShouldBeFalse($"{member.Name} at {values.OpenTime}");
        double[] shares = [values.Rsi14, values.Adx14, values.PlusDi14, values.MinusDi14, values.StochasticK, values.StochasticD, values.Mfi14];
        foreach (var share in shares)
            (share is >= 0 and <= 100 or double.NaN).ShouldBeTrue($"{share} at {values.OpenTime}");
        (values.Atr14 is >= 0 or double.NaN).ShouldBeTrue();
        (values.Volatility20 is >= 0 or double.NaN).ShouldBeTrue();
        (values.SuperTrendDirection is 1 or -1 or double.NaN).ShouldBeTrue();
    }
}
