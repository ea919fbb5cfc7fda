
namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>An indicator that can be drawn.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Name">As traders write it, the same in every language.</param>
/// <param name="IsPane">Whether it has a pane of its own below the prices.</param>
/// <param name="Lines">What is drawn.</param>
/// <param name="Levels">Values that mean something, drawn as faint lines.</param>
public sealed record ChartIndicator(string Key, string Name, bool IsPane, IndicatorLine[] Lines, params double[] Levels)
{
    public static IReadOnlyList<ChartIndicator> All { get; } =
    [
        Over("channel", "EMA channel 33", new("High", values => values.EmaChannelHigh), new("Low", values => values.EmaChannelLow)),
        Over("ema9", "EMA 9", new IndicatorLine("EMA 9", values => values.Ema9)),
        Over("ema21", "EMA 21", new IndicatorLine("EMA 21", values => values.Ema21)),
        Over("ema50", "EMA 50", new IndicatorLine("EMA 50", values => values.Ema50)),
        Over("ema200", "EMA 200", new IndicatorLine("EMA 200", values => values.Ema200)),
        Over("sma20", "SMA 20", new IndicatorLine("SMA 20", values => values.Sma20)),
        Over("wma20", "WMA 20", new IndicatorLine("WMA 20", values => values.Wma20)),
        Over("bollinger", "Bollinger 20, 2", new("Upper", values => values.BollingerUpper), new("Middle", values => values.BollingerMiddle), new("Lower", values => values.BollingerLower)),
        Over("keltner", "Keltner 20, 2", new("Upper", values => values.KeltnerUpper), new("Middle", values => values.KeltnerMiddle), new("Lower", values => values.KeltnerLower)),
        Over("donchian", "Donchian 20", new("Upper", values => values.DonchianUpper20), new("Lower", values => values.DonchianLower20)),
        Over("vwap", "VWAP", new IndicatorLine("VWAP", values => values.SessionVwap)),
        Over("rvwap", "VWAP 20", new IndicatorLine("VWAP 20", values => values.RollingVwap20)),
        Over("supertrend", "SuperTrend 10, 3", new IndicatorLine("SuperTrend", values => values.SuperTrend)),
        Below("rsi", "RSI 14", [new("RSI", values => values.Rsi14)], 30, 70),
        Below("macd", "MACD 12, 26, 9", [new("Histogram", values => values.MacdHistogram, IsBars: true), new("MACD", values => values.Macd), new("Signal", values => values.MacdSignal)], 0),
        Below("atr", "ATR 14", [new("ATR", values => values.Atr14)]),
        Below("adx", "ADX 14", [new("ADX", values => values.Adx14), new("+DI", values => values.PlusDi14), new("−DI", values => values.MinusDi14)], 25),
        Below("stochastic", "Stochastic 14, 3, 3", [new("%K", values => values.StochasticK), new("%D", values => values.StochasticD)], 20, 80),
        Below("cci", "CCI 20", [new("CCI", values => values.Cci20)], -100, 100),
        Below("mfi", "MFI 14", [new("MFI", values => values.Mfi14)], 20, 80),
        Below("obv", "OBV", [new("OBV", values => values.Obv)]),
        Below("zscore", "Z-score 20", [new("Z", values => values.ZScore20)], -2, 2),
    ];

    /// <summary>What is drawn when nothing was chosen.</summary>
    public const string Usual = "channel";

    /// <summary>Those an address names, in the order of the list; the usual ones when it says nothing.</summary>
    public static ChartIndicator[] Parse(string? keys)
    {
        var named = (keys ?? Usual).Split('.');
        return [.. All.Where(indicator => named.Contains(indicator.Key))];
    }

    public static string Write(IEnumerable<ChartIndicator> indicators) => string.Join('.', indicators.Select(indicator => indicator.Key));

    private static ChartIndicator Over(string key, string name, params IndicatorLine[] lines) => new(key, name, false, lines);

    private static ChartIndicator Below(string key, string name, IndicatorLine[] lines, params double[] levels) => new(key, name, true, lines, levels);
}
