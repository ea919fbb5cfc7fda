using System.Globalization;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Words that come from outside, made fit for a log: of bounded length, and without line breaks where lines are compared.</summary>
internal static class AuditText
{
    public const int LongestName = 200;
    public const int LongestValue = 16 * 1024;

    public static AuditEntry Fitting(AuditEntry entry) => entry with
    {
        Who = Word(entry.Who),
        From = Word(entry.From),
        Action = Word(entry.Action),
        Target = Word(entry.Target),
        Before = Value(entry.Before),
        After = Value(entry.After),
        Detail = Value(entry.Detail),
    };

    public static string Word(string text)
    {
        var cut = text.Length > LongestName ? string.Concat(text.AsSpan(0, LongestName - 1), "…") : text;
        return cut.Any(Misleads) ? string.Concat(cut.Select(character => Misleads(character) ? ' ' : character)) : cut;
    }

    /// <summary>What breaks lines, turns the direction of writing or is not seen, so that one name could pass for another.</summary>
    private static bool Misleads(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    private static string? Value(string? text) => text is { Length: > LongestValue } ? string.Concat(text.AsSpan(0, LongestValue - 1), "…") : text;
}
