using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Accounts and how they trade. Section <c>Trading</c>. The account <c>paper</c> exists whatever is set here.</summary>
public sealed class TradingOptions
{
    public const string Section = "Trading";

    /// <summary>The paper account that is always there.</summary>
    public const string PaperAccount = "paper";

    /// <summary>The venue of accounts that trade on paper.</summary>
    public const string PaperVenue = "paper";

    /// <summary>Accounts by id (1 to 64 characters of a-z, 0-9, <c>-</c> and <c>_</c>).</summary>
    public Dictionary<string, AccountOptions> Accounts { get; } = new(StringComparer.Ordinal);

    public PaperOptions Paper { get; set; } = new();

    /// <summary>Which base assets move together, for the limit of a correlation bucket: asset to bucket, for example <c>ETH</c> to <c>layer-1</c>. One that is not named is a bucket of its own.</summary>
    public Dictionary<string, string> Buckets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How far from the market, in percent, the stop stands that a position without one gets (0, or 0.1 to 50); 0 leaves positions without. Of accounts
    /// for which nothing else was set at run time.
    /// </summary>
    [Range(0d, 50d)]
    public decimal Protection { get; set; } = 10;

    /// <summary>How often an account is compared with its venue.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often an account renews what its symbols watch for it and looks after orders that are waiting for an answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often every silo makes sure that the accounts are awake.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan NudgeInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a question to a venue may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long whoever asks for an order waits for the venue's word before the answer says that it is on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan AnswerWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an order waits for the first price of an instrument that nobody has followed so far.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan PriceWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages of a venue that an account lets wait; what comes beyond is let go and asked for.</summary>
    [Range(16, 1_000_000)]
    public int InboxCapacity { get; set; } = 10_000;
}
