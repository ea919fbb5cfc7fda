using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.MarketData;

/// <summary>What each live symbol holds and how it is kept complete. Section <c>Market</c>.</summary>
public sealed class MarketOptions : IValidatableObject
{
    public const string Section = "Market";

    /// <summary>
    /// Candle lengths held in memory and in the store, separated by commas. The shortest is streamed, the others are
    /// rolled up from it, so each must be a multiple of it.
    /// </summary>
    [Required]
    public string Intervals { get; set; } = "1m,5m,15m,1h,4h,1d";

    /// <summary>Candles held in memory for each interval.</summary>
    [Range(10, 100_000)]
    public int Capacity { get; set; } = 300;

    /// <summary>Stream kinds besides candles, separated by commas. Without <c>Depth</c> no order books are kept.</summary>
    public string Streams { get; set; } = "Trade,BookTicker,Depth,MarkPrice,Liquidation";

    /// <summary>Events that wait for one symbol at most; beyond that its socket is held back.</summary>
    [Range(64, 1_000_000)]
    public int InboxCapacity { get; set; } = 4096;

    /// <summary>Candles of one interval that a gap repair asks for at most; older ones are left to a later job.</summary>
    [Range(300, 1_000_000)]
    public int MaxRepairCandles { get; set; } = 15_000;

    /// <summary>How often candles are asked for by REST while the candle stream is interrupted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan FallbackInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a closed candle, or a trade that younger ones have overtaken, may be late by stream before it is asked for by REST.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan RepairGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Missed trades of one symbol that are asked for at most; older ones are counted as not recorded. 0 asks for none.</summary>
    [Range(0, 10_000_000)]
    public int MaxTradeBackfill { get; set; } = 100_000;

    /// <summary>How often trades are asked for by REST while the trade stream is interrupted or stalled.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan TradeTailInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a missed trade that the venue lacks is asked for, at growing distance, before it counts as lost. A venue may be behind its own stream.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TradePatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests for candle history that one silo has under way at once at each venue, beside 8 for candles that somebody waits for.</summary>
    [Range(1, 256)]
    public int HistoryConcurrency { get; set; } = 32;

    public IReadOnlyList<KlineInterval> ParseIntervals() => KlineIntervals.ParseList(Intervals);

    public IReadOnlyList<StreamKind> ParseStreams() =>
        [.. Split(Streams).Select(Enum.Parse<StreamKind>).Where(kind => kind is not StreamKind.Kline).Distinct().Order()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!KlineIntervals.TryParseList(Intervals, out var intervals) || intervals.Count == 0)
            yield return Invalid(nameof(Intervals), $"'{Intervals}' is not a list of intervals; expected some of {KlineIntervals.Expected}, separated by commas");
        else if (intervals.Any(i => i.ToMilliseconds() % intervals[0].ToMilliseconds() != 0))
            yield return Invalid(nameof(Intervals), $"'{Intervals}': each interval must be a multiple of the shortest, {intervals[0].ToCode()}");
        if (Split(Streams).Except(Enum.GetNames<StreamKind>()).Any())
            yield return Invalid(nameof(Streams), $"'{Streams}' is not a list of stream kinds; expected some of {string.Join(", ", Enum.GetNames<StreamKind>())}, separated by commas");
    }

    private static ValidationResult Invalid(string member, string message) => new($"{Section}:{member}: {message}.", [member]);

    private static string[] Split(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
