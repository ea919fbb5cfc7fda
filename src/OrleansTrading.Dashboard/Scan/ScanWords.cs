using System.Globalization;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>How scores, directions and outcomes are written. Every colour has a mark and a word beside it.</summary>
internal static class ScanWords
{
    public static string NameOf(SignalDirection direction) => direction switch
    {
        SignalDirection.Long => /* text */ "Long",
        SignalDirection.Short => /* text */ "Short",
        _ => /* text */ "Neutral",
    };

    public static string MarkOf(SignalDirection direction) => direction switch
    {
        SignalDirection.Long => "▲",
        SignalDirection.Short => "▼",
        _ => "◆",
    };

    public static string TrendOf(double value) => value > 0 ? "up" : value < 0 ? "down" : "flat";

    public static string NameOf(MarketRegime regime) => regime switch
    {
        MarketRegime.TrendingUp => /* text */ "Trending up",
        MarketRegime.TrendingDown => /* text */ "Trending down",
        MarketRegime.Ranging => /* text */ "Ranging",
        MarketRegime.Volatile => /* text */ "Volatile",
        _ => /* text */ "Not known yet",
    };

    public static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Target => /* text */ "Target",
        OutcomeKind.Stop => /* text */ "Stop",
        OutcomeKind.Time => /* text */ "Time",
        OutcomeKind.Unknown => /* text */ "Unknown",
        _ => /* text */ "Open",
    };

    public static string MarkOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Target => "✓",
        OutcomeKind.Stop => "✕",
        OutcomeKind.Time => "◷",
        OutcomeKind.Unknown => "?",
        _ => "…",
    };

    public static string Explain(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Target => /* text */ "The price reached the target first.",
        OutcomeKind.Stop => /* text */ "The price reached the stop first, or both within one candle.",
        OutcomeKind.Time => /* text */ "It reached neither in time.",
        OutcomeKind.Unknown => /* text */ "A candle is missing, so nobody can tell.",
        _ => /* text */ "Not decided yet.",
    };

    public static string NameOf(OrderFlowSource source) => source switch
    {
        OrderFlowSource.Streams => /* text */ "from streams",
        OrderFlowSource.Candles => /* text */ "from candles",
        _ => /* text */ "from nothing",
    };

    /// <summary>Signed, one decimal.</summary>
    public static string Score(double? score) => Signed(score, 1);

    /// <summary>Signed: <c>+1.00</c>.</summary>
    public static string Signed(double? value, int decimals = 2)
    {
        if (value is not { } number || !double.IsFinite(number))
            return Figures.None;
        var digits = new string('0', decimals);
        return (Math.Round(number, decimals) + 0.0).ToString($"+0.{digits};-0.{digits};0.{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>A fraction as percent: <c>48.3%</c>.</summary>
    public static string Share(double? fraction) => fraction is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : Figures.None;

    /// <summary>A number for a file or a drawing.</summary>
    public static string Plain(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    public static string Percent(double fraction) => (fraction * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public static string HrefOf(InstrumentId id) => $"instruments/{id.Venue}:{Uri.EscapeDataString(id.Symbol)}";
}
