using System.Globalization;
using System.Text.Json;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>Reads the members of a request's body one by one. Every defect is told under its member's name, unknown members too.</summary>
internal sealed class RequestBody
{
    private readonly Dictionary<string, JsonElement> _members;
    private readonly FieldErrors _errors;
    private readonly string _path;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public RequestBody(JsonElement? body, FieldErrors errors, string path = "")
    {
        _members = body is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : [];
        (_errors, _path) = (errors, path);
    }

    public IEnumerable<string> Names => _members.Keys;

    public FieldErrors Errors => _errors;

    public string PathOf(string name) => _path + name;

    /// <summary>The member; null when it is not there or null.</summary>
    public JsonElement? Find(string name)
    {
        _read.Add(name);
        return _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public decimal? Number(string name) => Find(name) is { } value ? NumberOf(value, PathOf(name)) : null;

    /// <summary>A JSON number, or a text that holds one.</summary>
    public decimal? NumberOf(JsonElement value, string field)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
            return number;
        if (value.ValueKind == JsonValueKind.String
            && decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        _errors.Add(field, $"is {FieldErrors.Shorten(value.GetRawText())}; expected a number");
        return null;
    }

    public long? Time(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var time) && time > 0)
            return time;
        _errors.Add(PathOf(name), $"is {FieldErrors.Shorten(value.GetRawText())}; expected Unix milliseconds");
        return null;
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        _errors.Add(PathOf(name), $"is {FieldErrors.Shorten(value.GetRawText())}; expected true or false");
        return false;
    }

    public string? Text(string name, int most = 200)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= most)
            return text;
        _errors.Add(PathOf(name), $"is {FieldErrors.Shorten(value.GetRawText())}; expected a text of at most {most} characters");
        return null;
    }

    /// <summary>One of some words.</summary>
    public T? Word<T>(string name, Func<string?, T?> parse, IEnumerable<string> words, bool isRequired = false)
        where T : struct
    {
        var value = Find(name);
        if (value is null && !isRequired)
            return null;
        if (value is { ValueKind: JsonValueKind.String } && parse(value.Value.GetString()) is { } known)
            return known;
        _errors.Add(PathOf(name), $"is {(value is { } given ? FieldErrors.Shorten(given.GetRawText()) : "missing")}; expected one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>To be called when all that is known was read.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in _members.Keys.Where(name => !_read.Contains(name)))
            _errors.Add(PathOf(FieldErrors.Shorten(name)), $"is not a member of the request; expected {string.Join(", ", _read.Order(StringComparer.Ordinal))}");
    }
}
