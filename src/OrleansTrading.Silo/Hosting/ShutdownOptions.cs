using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Silo.Hosting;

/// <summary>
/// How long each part of stopping may take. Section <c>Shutdown</c>. Together they have to fit into what whoever stops the process grants before
/// killing it, with some seconds left for the store and the process itself.
/// </summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// First: how long the service still takes requests as before, while <c>/health/ready</c> says already that it stops. Longer than a load balancer
    /// needs to see that; none where nobody asks, or where requests are led away before the process is told to stop.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Notice { get; set; } = TimeSpan.Zero;

    /// <summary>Then: how long requests that run may take to end; what is left is cut off. No new ones are taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Requests { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Last: how long grains may take to save and to pass their symbols on; what the market sends meanwhile is fetched where they come up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Grains { get; set; } = TimeSpan.FromSeconds(5);

    internal TimeSpan Total => Notice + Requests + Grains;
}
