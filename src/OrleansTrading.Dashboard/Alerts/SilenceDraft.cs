using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Alerts;

/// <summary>A silence that is being written.</summary>
internal sealed class SilenceDraft
{
    public const int LongestComment = 500;

    /// <summary>How long silences may be chosen to last.</summary>
    public static IReadOnlyList<int> Choices { get; } = [15, 60, 240, 1_440, 10_080];

    /// <summary>As <see cref="LabelMatcher"/> is written, separated by commas.</summary>
    public string Matchers { get; set; } = "";

    public int Minutes { get; set; } = 60;

    public string Comment { get; set; } = "";

    /// <summary>What would silence this alert and its like: its kind, and what it is about where the key says so.</summary>
    public static SilenceDraft Of(Alert alert)
    {
        var parts = alert.Key.Split('/', 2);
        var about = parts.Length == 2 && InstrumentId.TryParse(parts[1], out var instrument) ? $", instrument={instrument}" : "";
        return new SilenceDraft { Matchers = $"kind={parts[0]}{about}" };
    }

    /// <summary>The matchers; null when what is written is none, or silences everything.</summary>
    public IReadOnlyList<LabelMatcher>? Parse() =>
        LabelMatcher.TryParseList(Matchers, out var matchers) && matchers.Value.Length is > 0 and <= 20 ? matchers : null;
}
