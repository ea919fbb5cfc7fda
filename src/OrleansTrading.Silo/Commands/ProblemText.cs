using System.Text.Json;

namespace OrleansTrading.Silo.Commands;

/// <summary>What a problem details answer says to people.</summary>
internal static class ProblemText
{
    /// <returns>Null when the text is none.</returns>
    public static string? Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            return Member(document.RootElement, "detail") ?? Member(document.RootElement, "title");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Member(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
