using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>YAML as JSON, by YAML 1.2's core schema. Plain words that older readers take for booleans are refused: they must be quoted.</summary>
internal static class Yaml
{
    private static readonly string[] Ambiguous = ["yes", "no", "on", "off", "y", "n"];

    /// <summary>The documents of a text, without empty ones.</summary>
    public static IReadOnlyList<JsonNode> Read(string text, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
            return [.. stream.Documents.Select(document => ToJson(document.RootNode)).OfType<JsonNode>()];
        }
        catch (YamlException exception)
        {
            throw new InvalidOperationException($"{name}: {exception.Start}: {exception.Message}\n{text}", exception);
        }
    }

    public static JsonNode ReadFile(params ReadOnlySpan<string> path)
    {
        var file = TestKit.Repository.PathOf(path);
        return Read(File.ReadAllText(file), file).Single();
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(entry => KeyValuePair.Create(Key(entry.Key), ToJson(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start}"),
    };

    private static string Key(YamlNode key) => ((YamlScalarNode)key).Value ?? "";

    private static JsonNode? Plain(YamlScalarNode node)
    {
        var text = node.Value ?? "";
        if (Ambiguous.Contains(text, StringComparer.OrdinalIgnoreCase))
            throw new InvalidOperationException($"'{text}' at {node.Start} is a boolean to some and a word to others: quote it");
        return text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '.') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
