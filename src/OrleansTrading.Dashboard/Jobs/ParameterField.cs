using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>One parameter of a job as it is filled in by hand: as text, and how that becomes JSON. Bounds are checked where the run is begun.</summary>
internal sealed class ParameterField
{
    private const string ListOf = "list of ";
    private const string OneOf = "one of ";

    private readonly string _element;
    private readonly string _initial;

    public ParameterField(JobParameter parameter)
    {
        Parameter = parameter;
        IsList = parameter.Type.StartsWith(ListOf, StringComparison.Ordinal);
        _element = IsList ? parameter.Type[ListOf.Length..] : parameter.Type;
        Choices = !IsList && parameter.Allowed is { } allowed && allowed.StartsWith(OneOf, StringComparison.Ordinal) && !allowed.Contains(';', StringComparison.Ordinal)
            ? [.. allowed[OneOf.Length..].Split(", ")]
            : [];
        Text = _initial = TextOf(parameter.Default);
    }

    public JobParameter Parameter { get; }

    public bool IsList { get; }

    public bool IsFlag => Parameter.Type == "boolean";

    /// <summary>What can be chosen; empty for free text.</summary>
    public ImmutableArray<string> Choices { get; }

    public string Text { get; set; }

    public bool Flag
    {
        get => Text == "true";
        set => Text = value ? "true" : "false";
    }

    /// <summary>What is wrong with it, in English; null when nothing is.</summary>
    public string? Defect { get; set; }

    /// <summary>What is left as it was is not given, so that the job's own default holds.</summary>
    public bool IsChanged => Text.Trim() != _initial;

    /// <summary>The value as JSON; null, with <see cref="Defect"/> told, when the text is none.</summary>
    public JsonNode? Read()
    {
        Defect = null;
        if (!IsList)
            return Element(Text.Trim());
        var list = new JsonArray();
        foreach (var part in Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Element(part) is not { } element)
                return null;
            list.Add(element);
        }

        return list;
    }

    private JsonNode? Element(string text)
    {
        JsonNode? value = _element switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null,
            "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
            "boolean" => text is "true" or "false" ? JsonValue.Create(text == "true") : null,
            "duration" => DurationText.TryParse(text, out _) ? JsonValue.Create(text) : null,
            _ => JsonValue.Create(text),
        };
        Defect = value is not null ? null : _element switch
        {
            "integer" => /* text */ "Expected a whole number.",
            "number" => /* text */ "Expected a number, with a point before its decimals.",
            "duration" => /* text */ "Expected a duration such as 500ms, 10s, 5m, 2h or 1d.",
            _ => /* text */ "Expected true or false.",
        };
        return value;
    }

    private static string TextOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? string.Join(", ", document.RootElement.EnumerateArray().Select(TextOf))
            : TextOf(document.RootElement);
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
