using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>Which notifications go to which routes.</summary>
public sealed class AlertRuleOptions
{
    /// <summary>Kinds that it takes, separated by commas; one that ends in * stands for all that begin so.</summary>
    public string Kinds { get; set; } = "*";

    /// <summary>Notifications that matter less are left.</summary>
    public NotificationSeverity MinSeverity { get; set; } = NotificationSeverity.Warning;

    /// <summary>Labels that must be so, `name=value` separated by commas; a value that ends in * stands for all that begin so.</summary>
    public string Match { get; set; } = "";

    /// <summary>Routes that they go to, separated by commas; empty for all.</summary>
    public string Routes { get; set; } = "";

    /// <summary>Whether the end of an alert is told too.</summary>
    public bool Cleared { get; set; } = true;
}
