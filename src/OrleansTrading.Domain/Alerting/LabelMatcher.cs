using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>
/// Chooses notifications by a label, written <c>name=value</c>; a value that ends in <c>*</c> stands for all that begin so. <c>kind</c> and
/// <c>severity</c> count as labels.
/// </summary>
/// <param name="Name">The label.</param>
/// <param name="Value">What it must be.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.LabelMatcher")]
public sealed record LabelMatcher([property: Id(0)] string Name, [property: Id(1)] string Value)
{
    /// <summary>What a list of matchers looks like, for error messages.</summary>
    public const string Expected = "'name=value' pairs separated by commas, for example 'kind=fill,account=paper' or 'instrument=binance:*'";

    private const int LongestPart = 200;

    public bool Matches(Notification notification) =>
        notification.LabelOf(Name) is { } value
        && (Value.EndsWith('*') ? value.StartsWith(Value[..^1], StringComparison.Ordinal) : value == Value);

    /// <summary>Reads a list of pairs; false when it is not one. An empty text is an empty list.</summary>
    public static bool TryParseList(string? text, [NotNullWhen(true)] out ImmutableArray<LabelMatcher>? matchers)
    {
        var found = ImmutableArray.CreateBuilder<LabelMatcher>();
        matchers = null;
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == part.Length - 1 || part.Length > LongestPart)
                return false;
            found.Add(new LabelMatcher(part[..equals].Trim(), part[(equals + 1)..].Trim()));
        }

        matchers = found.ToImmutable();
        return true;
    }

    public override string ToString() => $"{Name}={Value}";
}
