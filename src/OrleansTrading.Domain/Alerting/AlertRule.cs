using System.Collections.Immutable;

namespace OrleansTrading.Domain.Alerting;

/// <summary>Which notifications go to which routes.</summary>
/// <param name="Kinds">Kinds that it takes; one that ends in <c>*</c> stands for all that begin so.</param>
/// <param name="MinSeverity">Those that matter less are left.</param>
/// <param name="Match">All of these must match.</param>
/// <param name="Routes">Where they go.</param>
/// <param name="Cleared">Whether the end of an alert is told too.</param>
public sealed record AlertRule(
    ImmutableArray<string> Kinds, NotificationSeverity MinSeverity, ImmutableArray<LabelMatcher> Match, ImmutableArray<string> Routes, bool Cleared = true)
{
    public bool Takes(Notification notification) =>
        notification.Severity >= MinSeverity
        && (Cleared || notification.Phase != NotificationPhase.Cleared)
        && IsOneOf(Kinds, notification.Kind)
        && Match.All(matcher => matcher.Matches(notification));

    internal static bool IsOneOf(ImmutableArray<string> kinds, string kind) =>
        kinds.Any(wanted => wanted.EndsWith('*') ? kind.StartsWith(wanted[..^1], StringComparison.Ordinal) : kind == wanted);
}
