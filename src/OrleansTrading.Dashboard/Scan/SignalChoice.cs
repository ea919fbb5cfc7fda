using System.Globalization;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>Which signals are shown, as it stands in the page's address. What an address has that cannot be is as if it were not there.</summary>
/// <param name="Instrument">As it was written; empty for all.</param>
/// <param name="Interval">Only of this interval.</param>
/// <param name="Direction">Only pointing this way.</param>
/// <param name="Outcome">Only with this outcome.</param>
/// <param name="MinimumScore">Only with a score at least so far from zero, 0 to 100.</param>
/// <param name="Days">Only those made within so many days; null for all that are kept.</param>
public sealed record SignalChoice(string Instrument, KlineInterval? Interval, SignalDirection? Direction, OutcomeKind? Outcome, int MinimumScore, int? Days)
{
    public const int DefaultDays = 30;

    private const long Minute = 60_000;

    /// <summary>What stands in an address for all that are kept.</summary>
    public const string AllDays = "all";

    /// <summary>What can be chosen for <see cref="Days"/>; null is all.</summary>
    public static IReadOnlyList<int?> Periods { get; } = [1, 7, DefaultDays, 90, null];

    public static SignalChoice Of(string? instrument, string? interval, string? direction, string? outcome, string? score, string? days) => new(
        instrument?.Trim() ?? "",
        KlineIntervals.TryParse(interval, out var parsed) ? parsed : null,
        direction switch { "long" => SignalDirection.Long, "short" => SignalDirection.Short, _ => null },
        Enum.GetValues<OutcomeKind>().Cast<OutcomeKind?>().FirstOrDefault(kind => NameOf(kind) == outcome),
        ScanChoice.ParseScore(score),
        days == AllDays ? null : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var period) && Periods.Contains(period) ? period : DefaultDays);

    /// <summary>The word for a value in an address; null for any.</summary>
    public static string? NameOf(Enum? value) => value?.ToString().ToLowerInvariant();

    /// <summary>Whether what was written is an instrument's id, or nothing.</summary>
    public bool IsInstrumentValid => Instrument.Length == 0 || InstrumentId.TryParse(Instrument, out _);

    public IReadOnlyDictionary<string, object?> ToQuery() => new Dictionary<string, object?>
    {
        ["instrument"] = Instrument.Length > 0 ? Instrument : null,
        ["interval"] = Interval?.ToCode(),
        ["direction"] = NameOf(Direction),
        ["outcome"] = NameOf(Outcome),
        ["score"] = MinimumScore > 0 ? MinimumScore.ToString(CultureInfo.InvariantCulture) : null,
        ["days"] = Days is not { } days ? AllDays : days == DefaultDays ? null : days.ToString(CultureInfo.InvariantCulture),
    };

    /// <param name="now">What the days are counted back from.</param>
    public SignalHistoryQuery ToSignals(DateTimeOffset now) => ToRates(now) with { Outcome = Outcome };

    /// <remarks>
    /// Among signals with one outcome every rate would be 0 or 1, so rates are of all outcomes. Whole minutes, so that pages that look at
    /// the same ask for the same, and share the counting.
    /// </remarks>
    public SignalHistoryQuery ToRates(DateTimeOffset now) => new()
    {
        Instrument = InstrumentId.TryParse(Instrument, out var id) ? id : null,
        Interval = Interval,
        Direction = Direction,
        MinimumScore = MinimumScore,
        CreatedFrom = Days is { } days ? now.AddDays(-days).ToUnixTimeMilliseconds() / Minute * Minute : null,
    };
}
