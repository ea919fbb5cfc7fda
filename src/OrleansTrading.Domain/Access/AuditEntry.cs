namespace OrleansTrading.Domain.Access;

/// <summary>One line of the audit log: somebody wanted to change something.</summary>
/// <param name="Id">Of the action: the entry of its end has the id of the entry of its beginning.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Who">The name of the person or token.</param>
/// <param name="Way"><c>page</c>, <c>api</c> or <c>sign-in</c>.</param>
/// <param name="From">The address it came from.</param>
/// <param name="Action">What was wanted, for example <c>job.run</c> or <c>account.limits</c>.</param>
/// <param name="Target">What it was wanted of, for example <c>repair-gaps</c> or <c>paper</c>.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Before">What was there before, in words or JSON; null when nothing is replaced.</param>
/// <param name="After">What is there now; null when nothing was changed.</param>
/// <param name="Detail">Why it was refused or failed.</param>
public sealed record AuditEntry(
    string Id, long At, string Who, string Way, string From, string Action, string Target, AuditOutcome Outcome,
    string? Before = null, string? After = null, string? Detail = null)
{
    /// <summary>Of this entry alone. Of two entries of one action that of its end is the greater.</summary>
    public string Key => Id + (Outcome == AuditOutcome.Begun ? "-0" : "-1");
}
