using System.Text.Json;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>JSON that is kept as text.</summary>
internal static class JobJson
{
    private const string Empty = "{}";

    public static JsonElement Parse(string? json)
    {
        using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(json) ? Empty : json);
        return document.RootElement.Clone();
    }

    /// <summary>Whether two objects say the same, whatever the order of their members.</summary>
    public static bool Same(string? one, string? other) => JsonElement.DeepEquals(Parse(one), Parse(other));
}
