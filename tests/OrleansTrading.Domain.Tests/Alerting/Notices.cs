using System.Collections.Immutable;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Domain.Tests.Alerting;

/// <summary>Notifications and plans for tests.</summary>
internal static class Notices
{
    public static readonly AlertPace Pace = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromHours(4), MaxLines: 5, Capacity: 100, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    public static AlertRule All(params string[] routes) => new(["*"], NotificationSeverity.Information, [], [.. routes]);

    public static AlertPlan PlanOf(params AlertRule[] rules) =>
        new([.. rules.SelectMany(rule => rule.Routes).Distinct()], [.. rules], [], ["kind", "venue"], Pace);

    public static Notification Event(string key, string kind = "fill", NotificationSeverity severity = NotificationSeverity.Information, params string[] labels) =>
        new(key, kind, severity, $"Title of {key}", $"Detail of {key}.", LabelsOf(labels), 0);

    public static Notification Opened(string alert, string kind, long at = 0, NotificationSeverity severity = NotificationSeverity.Warning, params string[] labels) =>
        new($"alert/{alert}@{at}", kind, severity, $"Title of {alert}", "Detail.", LabelsOf(labels), at, $"alert/{alert}@{at}", NotificationPhase.Opened);

    private static ImmutableArray<Label> LabelsOf(string[] labels) => [.. labels.Select(label => label.Split('=')).Select(pair => new Label(pair[0], pair[1]))];
}
