using System.Text;

namespace OrleansTrading.Silo.Metrics;

/// <summary>The labels of one series, in the exposition's notation without braces: <c>name="value",other="value"</c>, sorted by name.</summary>
internal sealed class LabelSet
{
    private const int MaxValueLength = 200;

    private readonly KeyValuePair<string, object?>[] _tags;

    public LabelSet(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _tags = tags.ToArray();
        Text = Render(_tags);
    }

    public string Text { get; }

    private static string Render(KeyValuePair<string, object?>[] tags)
    {
        // Two tags that come to the same label name would make the line invalid: the last one stands.
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
            labels[MetricName.OfLabel(key)] = Escape(ValueText(value));
        return string.Join(",", labels.Select(label => $"{label.Key}=\"{label.Value}\""));
    }

    private static string ValueText(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => value.ToString() ?? "",
    };

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value.Length > MaxValueLength ? value.AsSpan(0, MaxValueLength) : value)
        {
            text.Append(c switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\n' => "\\n",
                _ when char.IsSurrogate(c) || char.IsControl(c) => "?",
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }

    /// <summary>Finds a set by the tags of a measurement without making one. The order of tags counts: sets that differ in it alone meet again in <see cref="Text"/>.</summary>
    public sealed class Comparer : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, LabelSet>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(LabelSet? x, LabelSet? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x._tags, y));

        public int GetHashCode(LabelSet obj) => GetHashCode(obj._tags);

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, LabelSet other)
        {
            if (alternate.Length != other._tags.Length)
                return false;
            for (var i = 0; i < alternate.Length; i++)
            {
                if (alternate[i].Key != other._tags[i].Key || !Equals(alternate[i].Value, other._tags[i].Value))
                    return false;
            }

            return true;
        }

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = new HashCode();
            foreach (var (key, value) in alternate)
            {
                hash.Add(key);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        public LabelSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate);
    }
}
