using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>A metric of a silo that raises an alert while it is out of bounds.</summary>
public sealed class AlertMetricOptions
{
    /// <summary>The metric's name, as /metrics has it; no histogram. Of several series the sum of a counter, the largest of all else.</summary>
    [Required]
    public string Metric { get; set; } = "";

    /// <summary>Labels that a series must have, `name=value` separated by commas.</summary>
    public string Match { get; set; } = "";

    /// <summary>It is out of bounds above this.</summary>
    public double? Above { get; set; }

    /// <summary>It is out of bounds below this.</summary>
    public double? Below { get; set; }

    /// <summary>Whether the bounds are of its growth a minute instead of its value.</summary>
    public bool PerMinute { get; set; }

    /// <summary>How long it must be out of bounds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan For { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The alert's severity.</summary>
    public NotificationSeverity Severity { get; set; } = NotificationSeverity.Warning;
}
