using System.Text.Json;

namespace OrleansTrading.Dashboard.Access;

/// <summary>One member that is not as it was.</summary>
/// <param name="Member">Its path; empty for a text that is no JSON.</param>
/// <param name="Before">What it was; null when it was not there.</param>
/// <param name="After">What it is; null when it is not there any more.</param>
internal sealed record AuditDifference(string Member, string? Before, string? After)
{
    private const int Most = 200;

    private static readonly string[] Names = ["name", "kind", "id"];

    /// <summary>What differs. Of two JSON texts the members that differ; of others the texts.</summary>
    public static IReadOnlyList<AuditDifference> Of(string? before, string? after)
    {
        if (before == after)
            return [];
        if (MembersOf(before) is not { } was || MembersOf(after) is not { } now || (before is null && after is null))
            return [new AuditDifference("", before, after)];
        return [.. was.Keys.Union(now.Keys)
            .Select(member => new AuditDifference(member, was.GetValueOrDefault(member), now.GetValueOrDefault(member)))
            .Where(difference => difference.Before != difference.After).Take(Most)];
    }

    /// <summary>Every value by its path; none of nothing; null of what is no JSON.</summary>
    private static Dictionary<string, string>? MembersOf(string? text)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text is null)
            return members;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                return null;
            Add(document.RootElement, "", members);
            return members;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(JsonElement element, string path, Dictionary<string, string> members)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                Add(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", members);
        }
        else if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                Add(item, $"{path}[{NameOf(item) ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture)}]", members);
        }
        else if (element.ValueKind != JsonValueKind.Null)
        {
            members[path] = element.ToString();
        }
    }

    /// <summary>An item of a list is known by its name, so that one more in the middle does not make all that follow look changed.</summary>
    private static string? NameOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        return Names.Select(name => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(name => name is not null);
    }
}
