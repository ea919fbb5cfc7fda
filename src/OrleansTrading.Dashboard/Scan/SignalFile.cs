using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>Signals as rows of a file for spreadsheets; names are the API's, moments UTC.</summary>
internal static class SignalFile
{
    /// <summary>So many signals at most.</summary>
    public const int Most = 10_000;

    public static IReadOnlyList<string> Header { get; } =
    [
        "created", "instrument", "interval", "candle", "direction", "score", "regime", "entry", "stop", "target", "outcome", "decided", "candles", "exit", "r",
        "percent", "favourable", "adverse", "bothTouched",
    ];

    public static IReadOnlyList<string> Row(TradeSignal signal)
    {
        var outcome = signal.Outcome;
        var isDecided = outcome is { Exit: not null };
        return
        [
            Ages.Machine(signal.CreatedAt), signal.Instrument.ToString(), signal.Interval.ToCode(), Ages.Machine(signal.CandleOpenTime),
            SignalChoice.NameOf(signal.Direction)!, ScanWords.Plain(Math.Round(signal.Score, 2)), signal.Regime.ToString(), ScanWords.Plain(signal.Entry),
            ScanWords.Plain(signal.Stop), ScanWords.Plain(outcome?.Target ?? signal.Targets.FirstOrDefault()), SignalChoice.NameOf(outcome?.Kind ?? OutcomeKind.Open)!,
            isDecided ? Ages.Machine(outcome!.At) : "", isDecided ? ScanWords.Plain(outcome!.Candles) : "", ScanWords.Plain(outcome?.Exit), ScanWords.Plain(outcome?.R),
            ScanWords.Plain(outcome?.Percent), ScanWords.Plain(outcome?.Favourable), ScanWords.Plain(outcome?.Adverse), outcome?.BothTouched == true ? "true" : "false",
        ];
    }
}
