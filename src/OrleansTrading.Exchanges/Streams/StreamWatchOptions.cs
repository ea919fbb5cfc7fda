using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// How streams are watched and recorded, for every venue. Section <c>Streams</c>; most can be given by a short environment name
/// in seconds, for example <c>TRADE_TIMEOUT=150</c>.
/// </summary>
public sealed class StreamWatchOptions
{
    public const string Section = "Streams";

    /// <summary>A connection that receives no data at all for this long is made anew. <c>STREAM_IDLE_SEC</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest quiet of a trade stream before it counts as stalled. <c>TRADE_TIMEOUT</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TradeTimeout { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>Longest quiet of an order-book or best-price stream before it counts as stalled. <c>ORDERBOOK_TIMEOUT</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OrderBookTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>How often the health of all streams is looked over, told of and recorded. <c>HEALTH_CHECK_INTERVAL</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HealthCheckInterval { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Capture files written at once. <c>SAVE_CONCURRENCY</c>.</summary>
    [Range(1, 64)]
    public int SaveConcurrency { get; set; } = 2;

    /// <summary>How often captured rows are written to files. <c>PARQUET_ROTATE_SEC</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RotateInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Buffered rows beyond which traffic counts as extreme. <c>EXTREME_TRAFFIC_THRESHOLD</c>.</summary>
    [Range(1, 100_000_000)]
    public int ExtremeTrafficThreshold { get; set; } = 30_000;

    /// <summary>How often captured rows are written while traffic is extreme. <c>EXTREME_ROTATE_SEC</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ExtremeRotateInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Hours after which the service stops by itself; 0 for never. <c>RUN_HOURS</c>.</summary>
    [Range(0, 87_600)]
    public double RunHours { get; set; }
}
