using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Grains.Jobs.Parameters;

/// <summary>One parameter: a property, how it is described, and how it is set from JSON.</summary>
internal sealed class ParameterProperty
{
    private readonly PropertyInfo _property;
    private readonly string? _allowed;

    public ParameterProperty(PropertyInfo property, object defaults)
    {
        _property = property;
        _allowed = AllowedOf(property);
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Description = new JobParameter(
            Name,
            ParameterJson.TypeName(property.PropertyType),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
            JsonSerializer.Serialize(property.GetValue(defaults), property.PropertyType, ParameterJson.Options),
            _allowed);
    }

    public string Name { get; }

    public JobParameter Description { get; }

    /// <summary>Sets it, or answers what is wrong with the value.</summary>
    public string? Set(object target, JsonElement value)
    {
        object? parsed;
        try
        {
            parsed = value.Deserialize(_property.PropertyType, ParameterJson.Options);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return Wrong(value);
        }

        // A null is a value of no parameter: what is not given is left out.
        if (parsed is null)
            return Wrong(value);
        _property.SetValue(target, parsed);
        return _property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(parsed)) ? null : Wrong(value);
    }

    private string Wrong(JsonElement value) =>
        $"It is {Short(value.GetRawText())}; expected {ParameterJson.Expected(_property.PropertyType)}{(_allowed is null ? "" : $", {_allowed}")}.";

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";

    private static string? AllowedOf(PropertyInfo property)
    {
        var rules = property.GetCustomAttributes<ValidationAttribute>().Select(rule => rule switch
        {
            RangeAttribute range => $"{Text(range.Minimum)} to {Text(range.Maximum)}",
            AllowedValuesAttribute allowed => "one of " + string.Join(", ", allowed.Values.Select(Text)),
            StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters",
            RegularExpressionAttribute pattern => $"matching {pattern.Pattern}",
            _ => null,
        });
        var enumeration = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var names = enumeration.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(enumeration)) : null;
        var all = rules.Append(names).OfType<string>().ToList();
        return all.Count == 0 ? null : string.Join("; ", all);
    }

    private static string Text(object? value) => value is null ? "null" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}");
}
