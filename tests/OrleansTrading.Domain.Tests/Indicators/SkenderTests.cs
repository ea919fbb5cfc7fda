using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Against the results of Stock.Indicators for its 502 daily bars.</summary>
public sealed class SkenderTests
{
    private const double Tolerance = 1e-9;

    private static Kline[] Quotes => Reference.Quotes("default.csv");

    private static double[] Closes => [.. Quotes.Select(kline => kline.Close)];

    [Fact]
    public void Sma_Agrees() => Check(Sma.Compute(Closes, 20), "sma", "sma");

    [Fact]
    public void Ema_Agrees() => Check(Ema.Compute(Closes, 20), "ema", "ema");

    [Fact]
    public void Wma_Agrees() => Check(Wma.Compute(Closes, 14), "wma", "wma");

    [Fact]
    public void Rsi_Agrees() => Check(Rsi.Compute(Closes, 14), "rsi", "rsi");

    [Fact]
    public void Macd_Agrees()
    {
        var values = Macd.Compute(Closes, 12, 26, 9);
        Check([.. values.Select(value => value.Line)], "macd", "macd");
        Check([.. values.Select(value => value.Signal)], "macd", "signal");
        Check([.. values.Select(value => value.Histogram)], "macd", "histogram");
    }

    [Fact]
    public void Adx_Agrees()
    {
        var values = Adx.Compute(Quotes, 14);
        Check([.. values.Select(value => value.Adx)], "adx", "adx");
        Check([.. values.Select(value => value.PlusDi)], "adx", "pdi");
        Check([.. values.Select(value => value.MinusDi)], "adx", "mdi");
    }

    [Fact]
    public void Atr_Agrees() => Check(Atr.Compute(Quotes, 14), "atr", "atr");

    [Fact]
    public void Bollinger_Agrees()
    {
        var values = Bollinger.Compute(Closes, 20, 2);
        Check([.. values.Select(value => value.Upper)], "bb", "upperBand");
        Check([.. values.Select(value => value.Middle)], "bb", "sma");
        Check([.. values.Select(value => value.Lower)], "bb", "lowerBand");
    }

    [Fact]
    public void ZScore_Agrees() => Check(ZScore.Compute(Closes, 20), "bb", "zScore");

    [Fact]
    public void Stochastic_Agrees()
    {
        var values = Stochastic.Compute(Quotes, 14, 3, 3);
        Check([.. values.Select(value => value.K)], "stoch", "k");
        Check([.. values.Select(value => value.D)], "stoch", "d");
    }

    [Fact]
    public void Keltner_Agrees()
    {
        var values = Keltner.Compute(Quotes, 20, 10, 2);
        Check([.. values.Select(value => value.Upper)], "keltner", "upperBand");
        Check([.. values.Select(value => value.Middle)], "keltner", "centerline");
        Check([.. values.Select(value => value.Lower)], "keltner", "lowerBand");
    }

    [Fact]
    public void Obv_Agrees() => Check(Obv.Compute(Quotes), "obv", "obv");

    /// <summary>Theirs begins once and runs on, as ours does in a session that does not end.</summary>
    [Fact]
    public void Vwap_Agrees() => Check(SessionVwap.Compute(Quotes, long.MaxValue), "vwap", "vwap");

    private static void Check(double[] actual, string name, string field) =>
        Reference.ShouldAgree(actual, Reference.Results(name, field), Tolerance);
}
