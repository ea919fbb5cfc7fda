using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Retention;

/// <summary>How long records are kept. Section <c>Retention</c>. Records go by whole days, so some stay up to a day longer.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Candles, from their open time, by whole months. In PostgreSQL only: files keep them for ever, and so does this when it is not set.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "36500.00:00:00")]
    public TimeSpan? Candles { get; set; }

    /// <summary>Runs of jobs, from the time they were queued.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Runs { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Signals, from the time they were made.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Signals { get; set; } = TimeSpan.FromDays(365);

    /// <summary>What calculations found, from the open time of the candle.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Readings { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Changes of streams' states, from the time they were seen.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Streams { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Opportunities of arbitrage, from the time they were opened.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Arbitrage { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What the executor decided about signals, from the time they were made.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Executions { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Points of equity curves, one a minute for each account.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Capital { get; set; } = TimeSpan.FromDays(365);

    /// <summary>The audit log: who changed what. At least 90 days.</summary>
    [Range(typeof(TimeSpan), "90.00:00:00", "3650.00:00:00")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(730);

    /// <summary>Captured market data, from the day that it is of.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Captures { get; set; } = TimeSpan.FromDays(30);
}
