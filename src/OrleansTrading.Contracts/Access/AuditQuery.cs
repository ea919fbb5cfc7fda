using OrleansTrading.Domain.Access;

namespace OrleansTrading.Contracts.Access;

/// <summary>Which entries of the audit log are asked for. What is null does not matter.</summary>
/// <param name="From">Not before, Unix milliseconds.</param>
/// <param name="Before">Before, Unix milliseconds: the next page is asked for with the time of this one's last entry.</param>
/// <param name="Who">The name, exactly.</param>
/// <param name="Action">How the action begins: <c>job</c> finds <c>job.run</c>.</param>
/// <param name="Target">A part of the target.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Limit">Entries at most, 1 to 10,000.</param>
public sealed record AuditQuery(
    long? From = null, long? Before = null, string? Who = null, string? Action = null, string? Target = null, AuditOutcome? Outcome = null, int Limit = 100);
