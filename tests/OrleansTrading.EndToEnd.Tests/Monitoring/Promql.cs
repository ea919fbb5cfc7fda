using System.Text.RegularExpressions;

namespace OrleansTrading.EndToEnd.Tests.Monitoring;

/// <summary>What a query names: metrics, and labels that it asks for or groups by.</summary>
internal static partial class Promql
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset", "by", "on", "without", "ignoring", "group_left", "group_right"];

    public static IReadOnlySet<string> MetricsOf(string query)
    {
        var bare = Grouping().Replace(Range().Replace(Matchers().Replace(Text().Replace(query, ""), ""), ""), " ");
        return Name().Matches(bare).Where(match => !IsCalled(bare, match)).Select(match => match.Value).Where(name => !Words.Contains(name)).ToHashSet();
    }

    public static IReadOnlySet<string> LabelsOf(string query)
    {
        var plain = Text().Replace(query, "\"\"");
        return Matchers().Matches(plain).SelectMany(matchers => Matcher().Matches(matchers.Value)).Select(matcher => matcher.Groups[1].Value)
            .Concat(Grouping().Matches(plain).SelectMany(grouping => Name().Matches(grouping.Groups[1].Value)).Select(name => name.Value))
            .ToHashSet();
    }

    /// <summary>The query with what the dashboard fills in: everything is chosen, and times are short.</summary>
    public static string Fill(string query) => Variable().Replace(
        query.Replace("$__rate_interval", "30s", StringComparison.Ordinal).Replace("$__range", "1m", StringComparison.Ordinal), ".*");

    private static bool IsCalled(string text, Match name) => text[(name.Index + name.Length)..].TrimStart().StartsWith('(');

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"(\w+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:by|on|without|ignoring)\s*\(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<![\w.])[a-zA-Z_:][\w:]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Variable();
}
