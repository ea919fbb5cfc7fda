using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Against worksheets and charts that write their values rounded: each is met to its last digit.</summary>
public sealed class RoundedReferenceTests
{
    private const string ChartSchoolAdx = "chartschool/cs-adx.csv";
    private const string ChartSchoolAtr = "chartschool/cs-atr.csv";
    private const string ChartSchoolMacd = "chartschool/cs-macd.csv";
    private const string LeanAdx = "lean/spy_with_adx.txt";
    private const string LeanBollinger = "lean/spy_bollinger_bands.txt";
    private const string LeanMacd = "lean/spy_with_macd.txt";
    private const string LeanIndicators = "lean/spy_with_indicators.txt";

    [Fact]
    public void Adx_ChartSchool_Agrees()
    {
        var values = Adx.Compute(Candles(ChartSchoolAdx), 14);
        Check(ChartSchoolAdx, "+di14", 7, [.. values.Select(value => value.PlusDi)]);
        Check(ChartSchoolAdx, "-di14", 7, [.. values.Select(value => value.MinusDi)]);
        Check(ChartSchoolAdx, "adx", 7, [.. values.Select(value => value.Adx)]);
    }

    [Fact]
    public void Adx_Lean_Agrees()
    {
        var values = Adx.Compute(Candles(LeanAdx), 14);
        Check(LeanAdx, "+di14", 4, [.. values.Select(value => value.PlusDi)]);
        Check(LeanAdx, "-di14", 4, [.. values.Select(value => value.MinusDi)]);
        Check(LeanAdx, "adx 14", 4, [.. values.Select(value => value.Adx)]);
    }

    [Fact]
    public void Bollinger_Lean_Agrees()
    {
        var values = Bollinger.Compute(Closes(LeanBollinger), 20, 2);
        Check(LeanBollinger, "moving average 20", 4, [.. values.Select(value => value.Middle)]);
        Check(LeanBollinger, "bollinger bands® 20 2 top", 4, [.. values.Select(value => value.Upper)]);
        Check(LeanBollinger, "bollinger bands® 20 2 bottom", 4, [.. values.Select(value => value.Lower)]);
    }

    [Fact]
    public void Macd_Lean_Agrees()
    {
        var values = Macd.Compute(Closes(LeanMacd), 12, 26, 9);
        Check(LeanMacd, "macd", 5, [.. values.Select(value => value.Line)]);
        Check(LeanMacd, "signal", 5, [.. values.Select(value => value.Signal)]);
        Check(LeanMacd, "histogram", 5, [.. values.Select(value => value.Histogram)]);
    }

    [Fact]
    public void Averages_Lean_Agree()
    {
        var closes = Closes(LeanIndicators);
        Check(LeanIndicators, "sma14", 2, Sma.Compute(closes, 14));
        Check(LeanIndicators, "ema14", 2, Ema.Compute(closes, 14));
        Check(LeanIndicators, "rsi 14 wilder", 5, Rsi.Compute(closes, 14));
        Check(LeanIndicators, "macd 12 26", 4, [.. Macd.Compute(closes, 12, 26, 9).Select(value => value.Line)]);
    }

    /// <summary>Theirs counts the first bar, as its height; the mean is the same.</summary>
    [Fact]
    public void TrueRangeMean_ChartSchool_Agrees()
    {
        var klines = Candles(ChartSchoolAtr);
        var mean = Smoothing.Wilder(14);
        var ranges = klines.Select((kline, i) => i == 0 ? kline.High - kline.Low : TrueRange.Of(kline, klines[i - 1].Close)).ToArray();
        var means = ranges.Select(range => mean.Next(range, commit: true)).ToArray();
        var expected = Reference.Rows(ChartSchoolAtr).Select(row => Reference.Number(row["atr"]) is { } value and > 0 ? value : (double?)null).ToArray();
        Reference.ShouldAgree(means, expected, 1e-9);
    }

    /// <summary>Theirs begins with the first close instead of a mean; what is left of that after 100 bars is less than a thousandth.</summary>
    [Fact]
    public void Macd_ChartSchool_AgreesInTheEnd()
    {
        var values = Macd.Compute(Closes(ChartSchoolMacd), 12, 26, 9);
        var rows = Reference.Rows(ChartSchoolMacd);
        for (var i = 100; i < rows.Count; i++)
        {
            values[i].Line.ShouldBe(Reference.Number(rows[i]["macd_line"])!.Value, 1e-3);
            values[i].Signal.ShouldBe(Reference.Number(rows[i]["macd_signal"])!.Value, 1e-3);
        }
    }

    private static Kline[] Candles(string name) =>
        [.. Reference.Rows(name).Select((row, i) => Reference.Candle(i, row["close"], row["high"], row["low"], row["close"]))];

    private static double[] Closes(string name) => [.. Reference.Rows(name).Select(row => Reference.Number(row["close"])!.Value)];

    // What they computed from was not rounded as what they print, so the last digit may be two off.
    private static void Check(string name, string column, int decimals, double[] actual)
    {
        var texts = Reference.Rows(name).Select(row => row[column]).ToArray();
        var unit = Math.Pow(10, -decimals);
        var compared = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            if (Reference.Number(texts[i]) is not { } expected)
                continue;
            compared++;
            Math.Abs(actual[i] - expected).ShouldBeLessThanOrEqualTo(2 * unit, $"{column}, row {i}: {actual[i]:R}, expected {texts[i]}");
        }

        compared.ShouldBeGreaterThan(texts.Length / 2);
    }
}
