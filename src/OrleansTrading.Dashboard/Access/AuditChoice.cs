using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>What of the audit log is looked at, as the page's address says it.</summary>
internal static class AuditChoice
{
    /// <summary>How far back, by the word in the address.</summary>
    public static IReadOnlyList<(string Key, string Name, TimeSpan? Span)> Spans { get; } =
    [
        ("", /* text */ "Any time", null),
        ("hour", /* text */ "The last hour", TimeSpan.FromHours(1)),
        ("day", /* text */ "The last day", TimeSpan.FromDays(1)),
        ("week", /* text */ "The last week", TimeSpan.FromDays(7)),
        ("month", /* text */ "The last 30 days", TimeSpan.FromDays(30)),
    ];

    public static string WordOf(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Begun => /* text */ "Not ended",
        AuditOutcome.Done => /* text */ "Done",
        AuditOutcome.Refused => /* text */ "Refused",
        _ => /* text */ "Failed",
    };

    /// <summary>A sign beside the colour.</summary>
    public static string MarkOf(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Begun => "…",
        AuditOutcome.Done => "✓",
        AuditOutcome.Refused => "⊘",
        _ => "!",
    };

    public static AuditQuery QueryOf(string? who, string? action, string? target, string? when, string? outcome, long now) => new(
        From: Spans.FirstOrDefault(span => span.Key == when).Span is { } span ? now - (long)span.TotalMilliseconds : null,
        Who: Given(who), Action: Given(action), Target: Given(target),
        Outcome: Enum.TryParse<AuditOutcome>(outcome, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
