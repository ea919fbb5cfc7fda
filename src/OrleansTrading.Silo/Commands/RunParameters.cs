using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary>Makes the JSON object of a run's parameters from <c>KEY=VALUE</c> texts, by the types that the job says they have.</summary>
internal static class RunParameters
{
    private const string ListOf = "list of ";
    private static readonly string[] Bare = ["integer", "number", "boolean"];

    public static string ToJson(IEnumerable<KeyValuePair<string, string>> given, IReadOnlyList<JobParameterView> known)
    {
        var body = new JsonObject();
        foreach (var (key, text) in given)
        {
            // A name that the job does not know goes to the service, whose refusal lists the names that there are.
            var type = known.FirstOrDefault(parameter => parameter.Name.Equals(key, StringComparison.OrdinalIgnoreCase))?.Type ?? "string";
            body[key] = type.StartsWith(ListOf, StringComparison.Ordinal)
                ? new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode?)Value(item, type[ListOf.Length..]))])
                : Value(text, type);
        }

        return body.ToJsonString();
    }

    /// <remarks>What is not of its type goes as text, for the service to refuse.</remarks>
    private static JsonValue Value(string text, string type)
    {
        if (!Bare.Contains(type))
            return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text) is JsonValue value ? value : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
