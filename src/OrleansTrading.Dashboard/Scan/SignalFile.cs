using OrleansTrading.Contracts.Signals;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>Signals as rows of a file for spreadsheets; names are the API's, moments UTC.</summary>
internal static class SignalFile
{
    /// <summary>So many signals at most.</summary>
    public const int Most = 10_000;

    /// <summary>So many pages are asked for at most: those of a rare kind may be nearly empty.</summary>
    private const int MostPages = 200;

    public static IReadOnlyList<string> Header { get; } =
    [
        "created", "instrument", "interval", "candle", "direction", "score", "regime", "entry", "stop", "target", "outcome", "decided", "candles", "exit", "r",
        "percent", "favourable", "adverse", "bothTouched",
    ];

    /// <summary>The rows of all signals that are asked for, and whether there are more than that; null when a page does not come.</summary>
    /// <param name="query">Which signals.</param>
    /// <param name="read">Reads a page; null when it does not come.</param>
    public static async Task<(IReadOnlyList<IReadOnlyList<string>> Rows, bool IsCut)?> ReadAsync(
        SignalHistoryQuery query, Func<SignalHistoryQuery, Task<SignalPage?>> read)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var pages = 0; pages == 0 || (pages < MostPages && query.After is not null && rows.Count < Most); pages++)
        {
            if (await read(query) is not { } page)
                return null;
            rows.AddRange(page.Signals.Select(Row));
            query = query with { After = page.Next };
        }

        return ([.. rows.Take(Most)], query.After is not null || rows.Count > Most);
    }

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
