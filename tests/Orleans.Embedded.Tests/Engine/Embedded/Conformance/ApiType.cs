namespace Orleans.Embedded.Tests.Engine.Conformance;

/// <summary>A type of the list: <c>Kind</c> is such as <c>sealed class</c>, <c>Bases</c> its base class and interfaces.</summary>
internal sealed record ApiType(string Kind, string Name, HashSet<string> Bases, HashSet<string> Members)
{
    public static ApiType Parse(string line)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        var head = colon < 0 ? line : line[..colon];
        var space = head.LastIndexOf(' ', head.Contains('<', StringComparison.Ordinal) ? head.IndexOf('<', StringComparison.Ordinal) : head.Length - 1);
        return new ApiType(
            head[..space],
            head[(space + 1)..],
            colon < 0 ? [] : [.. SplitAtTopLevel(line[(colon + 3)..])],
            new HashSet<string>(StringComparer.Ordinal));
    }

    private static IEnumerable<string> SplitAtTopLevel(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] == '<' ? 1 : list[i] == '>' ? -1 : 0;
            if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i].Trim();
                start = i + 1;
            }
        }

        yield return list[start..].Trim();
    }
}
