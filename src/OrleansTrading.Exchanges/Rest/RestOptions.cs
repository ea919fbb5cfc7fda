using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Exchanges.Rest;

/// <summary>How requests to a venue are limited, timed and retried.</summary>
public sealed class RestOptions
{
    /// <summary>Request weight a minute for this address.</summary>
    [Range(1, 100_000)]
    public int WeightLimit { get; set; } = 2400;

    /// <summary>One attempt may take this long, its body included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first, for requests that change nothing.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 4;

    /// <summary>Middle of the wait before the first retry; later ones double, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Longest wait for room in the budget; a longer one fails at once.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestBudgetWait { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long to stay away after a refusal that names no time itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DefaultRetryAfter { get; set; } = TimeSpan.FromMinutes(1);
}
