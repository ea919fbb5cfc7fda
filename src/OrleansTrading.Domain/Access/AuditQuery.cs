namespace OrleansTrading.Domain.Access;

/// <summary>Which entries of the audit log are asked for. What is null does not matter.</summary>
/// <param name="From">Not before, Unix milliseconds.</param>
/// <param name="Before">Before, Unix milliseconds.</param>
/// <param name="Who">The name, exactly.</param>
/// <param name="Action">How the action begins: <c>job</c> finds <c>job.run</c>.</param>
/// <param name="Target">A part of the target, in any case.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="After">The <see cref="AuditEntry.Key"/> of the last entry of the page before this one.</param>
/// <param name="Limit">Entries at most, 1 to 10,000.</param>
public sealed record AuditQuery(
    long? From = null, long? Before = null, string? Who = null, string? Action = null, string? Target = null, AuditOutcome? Outcome = null,
    string? After = null, int Limit = 100)
{
    public const int MostEntries = 10_000;

    public bool Finds(AuditEntry entry) =>
        (From is null || entry.At >= From) && (Before is null || entry.At < Before) && (Outcome is null || entry.Outcome == Outcome)
        && Finds(entry.Who, entry.Action, entry.Target);

    /// <summary>The same for what is in words.</summary>
    public bool Finds(ReadOnlySpan<char> who, ReadOnlySpan<char> action, ReadOnlySpan<char> target) =>
        (Who is null || who.SequenceEqual(Who)) && (Action is null || action.StartsWith(Action, StringComparison.Ordinal))
        && (Target is null || target.Contains(Target, StringComparison.OrdinalIgnoreCase));
}
