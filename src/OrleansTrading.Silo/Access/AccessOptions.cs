using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Silo.Access;

/// <summary>Who may use the service, and for how long. Section <c>Access</c>. Without users and proxy it listens on this machine only, and whoever reaches it is its admin.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Who signs in with a password, by name.</summary>
    public Dictionary<string, UserOptions> Users { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A session ends after so long without a request.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A session ends so long after the sign-in, whatever happens.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often an open page asks whether its session still holds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SessionCheck { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Failed sign-ins under one name after which the name waits.</summary>
    [Range(1, 100)]
    public int LockoutAttempts { get; set; } = 5;

    /// <summary>Failed sign-ins from one address after which the address waits. Many people may share an address.</summary>
    [Range(1, 1000)]
    public int LockoutAttemptsPerAddress { get; set; } = 25;

    /// <summary>How long failed sign-ins are remembered, and how long a name or address waits.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan LockoutTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Networks whose programs may read <c>/metrics</c> without a token, separated by commas. A request that has come through a proxy is never such a one.</summary>
    [StringLength(2000)]
    public string MetricsFrom { get; set; } = "127.0.0.0/8,::1/128";

    /// <summary>The proxy before the service.</summary>
    public ProxyOptions Proxy { get; init; } = new();
}
