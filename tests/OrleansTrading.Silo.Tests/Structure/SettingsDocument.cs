using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>All settings as a Markdown document, written from the options themselves: defaults, ranges and their documentation.</summary>
internal sealed class SettingsDocument
{
    private const string Head = """
        # Settings

        Every setting, with its default, what is allowed and what it does. Each can come from `appsettings.json`, from the environment
        (`Market__Intervals=1m,5m`; two underscores for each colon) or from the command line (`--Market:Intervals 1m,5m`); the later goes before the
        earlier. Durations are `days.hours:minutes:seconds`. A setting that is not listed here is an error at start, and so is a value out of its
        range; all errors are listed at once. Some settings have a short environment name besides; the full name goes before it.

        The frameworks have settings of their own: `Logging`, `Kestrel`, `AllowedHosts`, `Orleans`, and `--urls`
        (`http://127.0.0.1:8080`). `--data` is short for `--Data:Directory`.

        """;

    private readonly XmlSummaries _summaries = new();
    private readonly StringBuilder _text = new(Head);
    private readonly List<string> _undocumented = [];

    /// <summary>Settings without a word about what they do.</summary>
    public IReadOnlyList<string> Undocumented => _undocumented;

    public string Write()
    {
        foreach (var (section, options) in SettingsCatalogue.All.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            _text.Append(CultureInfo.InvariantCulture, $"\n## {section}\n\n{_summaries.OfType(options)}\n\n");
            _text.Append("| setting | default | allowed | what it does |\n|---|---|---|---|\n");
            WriteRows(section, options, Activator.CreateInstance(options)!, fallback: null);
        }

        return _text.ToString();
    }

    private void WriteRows(string path, Type type, object defaults, string? fallback)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting).OrderBy(property => property.MetadataToken))
        {
            var (name, value) = ($"{path}:{property.Name}", property.GetValue(defaults));
            var summary = _summaries.OfProperty(property.DeclaringType!, property.Name) ?? fallback;
            if (DictionaryValueOf(property.PropertyType) is { } element && IsScalar(element))
                WriteRow($"{name}:NAME", property, element, null, summary);
            else if (DictionaryValueOf(property.PropertyType) is { } options)
                WriteRows($"{name}:NAME", options, Activator.CreateInstance(options)!, summary);
            else if (IsScalar(property.PropertyType))
                WriteRow(name, property, property.PropertyType, value, summary);
            else
                WriteRows(name, property.PropertyType, value ?? Activator.CreateInstance(property.PropertyType)!, summary ?? _summaries.OfType(property.PropertyType));
        }
    }

    private void WriteRow(string name, PropertyInfo property, Type type, object? value, string? summary)
    {
        if (summary is null)
            _undocumented.Add(name);
        var shortName = property.DeclaringType == typeof(StreamWatchOptions) && ShortSettings.Of(property.Name) is { } known
            ? $" Short: `{known.Name}`{(known.InSeconds ? ", in seconds" : "")}."
            : "";
        var meaning = summary ?? "";
        if (shortName.Length > 0)
            meaning = meaning.Replace($" `{ShortSettings.Of(property.Name)!.Value.Name}`.", "", StringComparison.Ordinal);
        _text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Text(value)} | {Allowed(property, type)} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)}{shortName} |\n");
    }

    private static string Allowed(PropertyInfo property, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            return $"{Bound(range.Minimum)} to {Bound(range.Maximum)}";
        if (type.IsEnum)
            return string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"));
        if (property.GetCustomAttribute<StringLengthAttribute>() is { } length)
            return $"text up to {length.MaximumLength} characters";
        if (property.GetCustomAttribute<RequiredAttribute>() is not null)
            return "text, not empty";
        return type == typeof(bool) ? "`true`, `false`"
            : type == typeof(string) ? "text"
            : type == typeof(TimeSpan) ? "a duration"
            : type == typeof(DateTimeOffset) ? "a time"
            : "a number";
    }

    private static string Bound(object bound) => bound is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : bound.ToString()!;

    private static string Text(object? value) => value switch
    {
        null => "none",
        "" => "empty",
        bool flag => flag ? "`true`" : "`false`",
        TimeSpan span => $"`{span.ToString("c", CultureInfo.InvariantCulture)}`",
        IFormattable other => $"`{other.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    private static bool IsSetting(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0 && (property.SetMethod is { IsPublic: true } || DictionaryValueOf(property.PropertyType) is not null);

    private static Type? DictionaryValueOf(Type type) => typeof(IDictionary).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>))
        ? type.GetGenericArguments()[1]
        : null;

    private static bool IsScalar(Type type) => type.IsPrimitive || type.IsEnum || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));
}
