using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansTrading.Silo.Tests.Fuzzing;

/// <summary>
/// A request as JSON, whose values are changed like those of any other: <c>{"path":{...},"query":{...},"body":{...}}</c>. What is no such JSON any more
/// is sent as it is: as a body, or as a query.
/// </summary>
internal static class ApiRequest
{
    private const int Deepest = 4;

    /// <summary>What asks an operation for something, of the examples that its description gives.</summary>
    public static string Genuine(JsonNode document, string path, JsonNode operation)
    {
        var request = new JsonObject { ["path"] = new JsonObject(), ["query"] = new JsonObject() };
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var name = (string)parameter!["name"]!;
            var value = (path, name) switch
            {
                (_, "id") when path.Contains("/accounts/", StringComparison.Ordinal) => JsonValue.Create("paper"),
                _ => parameter["example"]?.DeepClone() ?? JsonValue.Create("1"),
            };
            if ((string?)parameter["in"] is "path" or "query")
                request[(string)parameter["in"]!]![name] = value;
        }

        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
            request["body"] = Example(document, schema, 0);
        return request.ToJsonString();
    }

    public static HttpRequestMessage Make(HttpMethod method, string path, byte[] payload)
    {
        var (address, body) = (path, (byte[]?)null);
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new JsonException("No request any more.");
            foreach (var parameter in Members(root, "path"))
                address = address.Replace($"{{{parameter.Name}}}", Escaped(parameter.Value), StringComparison.Ordinal);
            var query = string.Join('&', Members(root, "query").Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Escaped(parameter.Value)}"));
            address += query.Length > 0 ? "?" + query : "";
            body = root.TryGetProperty("body", out var given) ? Encoding.UTF8.GetBytes(given.GetRawText()) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            if (method == HttpMethod.Get)
                address += "?" + string.Concat(payload.Take(1_000).Select(letter => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'=' or (byte)'&' ? $"{(char)letter}" : $"%{letter:X2}"));
            else
                body = payload;
        }

        // What the path lacks is its own name then.
        var request = new HttpRequestMessage(method, new Uri(address.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal), UriKind.Relative));
        if (body is not null && method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private static List<JsonProperty> Members(JsonElement root, string name) =>
        root.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object ? [.. members.EnumerateObject()] : [];

    private static string Escaped(JsonElement value) =>
        Uri.EscapeDataString(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()) is { Length: > 0 } text ? text : "%20";

    private static JsonNode? Example(JsonNode document, JsonNode schema, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Example(document, document["components"]!["schemas"]![reference.Split('/')[^1]]!, depth);
        if (schema["example"] is { } example)
            return example.DeepClone();
        if (schema["enum"] is JsonArray { Count: > 0 } words)
            return words[0]?.DeepClone();
        if (schema["properties"] is JsonObject members && depth < Deepest)
            return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Example(document, member.Value!, depth + 1))));
        if (schema["items"] is { } items)
            return depth < Deepest ? new JsonArray(Example(document, items, depth + 1)) : new JsonArray();
        var type = schema["type"] is JsonArray types ? (string?)types[0] : (string?)schema["type"];
        return type switch
        {
            "number" or "integer" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            "object" => new JsonObject(),
            _ => JsonValue.Create("one"),
        };
    }
}
