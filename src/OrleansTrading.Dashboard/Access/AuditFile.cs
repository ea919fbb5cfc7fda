using System.Globalization;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>The audit log as a table. Its words are those of the log, in no language.</summary>
internal static class AuditFile
{
    public static IReadOnlyList<string> Header { get; } = ["time", "id", "who", "way", "from", "action", "target", "outcome", "before", "after", "detail"];

    public static IReadOnlyList<string> RowOf(AuditEntry entry) =>
    [
        DateTimeOffset.FromUnixTimeMilliseconds(entry.At).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), entry.Id, entry.Who, entry.Way, entry.From,
        entry.Action, entry.Target, entry.Outcome.ToString(), entry.Before ?? "", entry.After ?? "", entry.Detail ?? "",
    ];
}
