using System.Text;

namespace OrleansTrading.Silo.Metrics;

/// <summary>
/// The name under which an instrument is exposed: snake case, base unit as a suffix, <c>_total</c> on counters and on
/// nothing else. Values are multiplied by <see cref="Scale"/> to come into the base unit.
/// </summary>
internal readonly record struct MetricName(string Text, string Unit, double Scale)
{
    private static readonly string[] SuffixesOfOtherKinds = ["_total", "_count", "_sum", "_bucket"];

    public static MetricName Of(string instrument, string? unit, MetricKind kind)
    {
        var (word, scale) = BaseUnit(unit, kind);
        var name = ToSnakeCase(instrument);
        if (kind == MetricKind.Counter && name.EndsWith("_total", StringComparison.Ordinal))
            name = name[..^"_total".Length];
        if (word.Length > 0 && !name.EndsWith("_" + word, StringComparison.Ordinal))
            name += "_" + word;
        if (kind == MetricKind.Counter)
            name += "_total";
        else if (SuffixesOfOtherKinds.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
            name = name[..name.LastIndexOf('_')] + "_number";
        return new MetricName(name, word, scale);
    }

    /// <summary>A label's name: letters, digits and underscores, never one that Prometheus keeps for itself.</summary>
    public static string OfLabel(string tag)
    {
        var name = ToSnakeCase(tag);
        return name is "le" or "quantile" ? name + "_tag" : name;
    }

    /// <remarks>Units are UCUM codes, as .NET's own instruments use them; what stands in braces is an annotation. Orleans writes MB for 1,048,576 bytes.</remarks>
    private static (string Word, double Scale) BaseUnit(string? unit, MetricKind kind) => unit switch
    {
        null or "" => ("", 1),
        "s" => ("seconds", 1),
        "ms" => ("seconds", 1e-3),
        "us" => ("seconds", 1e-6),
        "ns" => ("seconds", 1e-9),
        "min" => ("seconds", 60),
        "h" => ("seconds", 3600),
        "By" => ("bytes", 1),
        "KiBy" => ("bytes", 1024),
        "MiBy" or "MB" => ("bytes", 1024 * 1024),
        "%" => ("ratio", 0.01),
        "1" => (kind == MetricKind.Gauge ? "ratio" : "", 1),
        _ when unit.StartsWith('{') => ("", 1),
        _ => (ToSnakeCase(unit), 1),
    };

    private static string ToSnakeCase(string text)
    {
        var name = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterUpper(c) && i > 0 && (char.IsAsciiLetterLower(text[i - 1]) || char.IsAsciiDigit(text[i - 1])))
                Separate(name);
            if (char.IsAsciiLetterOrDigit(c))
                name.Append(char.ToLowerInvariant(c));
            else
                Separate(name);
        }

        while (name.Length > 0 && name[^1] == '_')
            name.Length--;
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            name.Insert(0, "n_");
        return name.ToString();
    }

    private static void Separate(StringBuilder name)
    {
        if (name.Length > 0 && name[^1] != '_')
            name.Append('_');
    }
}
