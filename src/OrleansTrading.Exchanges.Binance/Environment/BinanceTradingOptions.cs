using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Exchanges.Binance.Environment;

/// <summary>Requests in the name of accounts. Keys are not settings of the venue; an account names where its own are.</summary>
public sealed class BinanceTradingOptions
{
    /// <summary>How long after its time stamp a request may arrive at the venue (<c>recvWindow</c>).</summary>
    /// <remarks>No longer than accounts wait before they believe that an order has not arrived.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:05")]
    public TimeSpan ReceiveWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Orders that an account may send in ten seconds.</summary>
    [Range(1, 100_000)]
    public int OrdersPerTenSeconds { get; set; } = 300;

    /// <summary>Orders that an account may send in a minute.</summary>
    [Range(1, 100_000)]
    public int OrdersPerMinute { get; set; } = 1200;

    /// <summary>Longest wait for room in the limits before an order; one that would wait longer is not sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LongestOrderWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often an account's stream is kept alive; the venue ends it after an hour without.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:55:00")]
    public TimeSpan ListenKeyRenewal { get; set; } = TimeSpan.FromMinutes(30);
}
