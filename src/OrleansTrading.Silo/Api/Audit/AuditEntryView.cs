using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Api.Audit;

/// <summary>One line of the audit log. An action has a line of its beginning and, once it has ended, one of its end.</summary>
/// <param name="Id">Of the action: both its lines have it.</param>
/// <param name="Time">When the line was written, Unix milliseconds.</param>
/// <param name="Who">The name of the person or token.</param>
/// <param name="Way"><c>page</c>, <c>api</c> or <c>sign-in</c>.</param>
/// <param name="From">The address it came from.</param>
/// <param name="Action">What was wanted, for example <c>job.run</c>.</param>
/// <param name="Target">What it was wanted of, for example <c>repair-gaps</c>.</param>
/// <param name="Outcome"><c>begun</c>, <c>done</c>, <c>refused</c> or <c>failed</c>.</param>
/// <param name="Before">What was there before, in words or JSON; null when nothing is replaced.</param>
/// <param name="After">What is there now; null when nothing was changed.</param>
/// <param name="Detail">Why it was refused or failed.</param>
internal sealed record AuditEntryView(
    string Id, long Time, string Who, string Way, string From, string Action, string Target, string Outcome, string? Before, string? After, string? Detail)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.Id, entry.At, entry.Who, entry.Way, entry.From, entry.Action, entry.Target, WordOf(entry.Outcome), entry.Before, entry.After, entry.Detail);

    public static string WordOf(AuditOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
