using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Exchanges.Okx.Environment;

/// <summary>Requests in the name of accounts. Keys are not settings of the venue; an account names where its own are.</summary>
public sealed class OkxTradingOptions
{
    /// <summary>How long after its time an order may arrive at the venue (<c>expTime</c>).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan ReceiveWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Orders that an account may send in two seconds. The venue's limit is by account and instrument.</summary>
    [Range(1, 100_000)]
    public int OrdersPerTwoSeconds { get; set; } = 60;

    /// <summary>Longest wait for room in the limits before an order; one that would wait longer is not sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LongestOrderWait { get; set; } = TimeSpan.FromSeconds(2);
}
