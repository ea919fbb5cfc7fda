using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// How streams are watched and recorded, for every venue. Section <c>Streams</c>; most can be given by a short environment name
/// in seconds, for example <c>TRADE_TIMEOUT=150</c>.
/// </summary>
public sealed class StreamWatchOptions : IValidatableObject
{
    public const string Section = "Streams";

    /// <summary>
    /// A connection that has brought data, and then brings none at all for this long, is made anew. <c>STREAM_IDLE_SEC</c>.
    /// Where every stream of it is known to pause for longer, their pauses count.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest quiet of a trade stream before it counts as stalled. <c>TRADE_TIMEOUT</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TradeTimeout { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>Longest quiet of an order-book or best-price stream before it counts as stalled. <c>ORDERBOOK_TIMEOUT</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OrderBookTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Longest quiet of a candle stream before it counts as stalled.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KlineTimeout { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>Longest quiet of a mark-price stream before it counts as stalled. They come every second, whatever the market does.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MarkPriceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A subscription that has brought nothing for this long is taken for stalled; it is asked for again within another second.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstMessageTimeout { get; set; } = TimeSpan.FromSeconds(9);

    /// <summary>A stream without a connection for this long is down.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DownAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether each stream's time-out is learnt from its own gaps: seconds for one that is never quiet, more than the fixed time for
    /// one that often is. Until enough is known of a stream, and always when this is off, the fixed times hold.
    /// </summary>
    public bool Adaptive { get; set; } = true;

    /// <summary>The least that a learnt time-out may be.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan ShortestTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The most that a learnt time-out may be.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestTimeout { get; set; } = TimeSpan.FromHours(4);

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
    [Range(0d, 87_600d)]
    public double RunHours { get; set; }

    /// <summary>When a stream of this kind counts as stalled.</summary>
    public StreamTimeouts TimeoutsOf(StreamKind kind)
    {
        var stall = kind switch
        {
            StreamKind.Kline => KlineTimeout,
            StreamKind.Trade => TradeTimeout,
            StreamKind.BookTicker or StreamKind.Depth => OrderBookTimeout,
            StreamKind.MarkPrice => MarkPriceTimeout,
            StreamKind.Liquidation => LongestTimeout,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a stream kind."),
        };
        return new StreamTimeouts(FirstMessageTimeout, stall, DownAfter)
        {
            Adaptive = Adaptive ? new AdaptiveBounds(ShortestTimeout, LongestTimeout) : null,
        };
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ShortestTimeout > LongestTimeout)
        {
            yield return new ValidationResult(
                $"{nameof(ShortestTimeout)} is {ShortestTimeout}; expected at most {nameof(LongestTimeout)}, {LongestTimeout}.", [nameof(ShortestTimeout)]);
        }
    }
}
