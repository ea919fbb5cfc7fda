using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrleansTrading.Domain.Jobs;

/// <summary>Durations as people write them: a whole number with a unit, or hours:minutes:seconds.</summary>
public static class DurationText
{
    public const string Expected = "a duration such as 500ms, 10s, 5m, 2h, 1d or 00:00:10";

    private static readonly (string Unit, long Milliseconds)[] Units =
        [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a duration that is not negative and at most 10,000 days.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration)
    {
        duration = default;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return false;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && long.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count <= 10_000L * 86_400_000 / milliseconds)
            {
                duration = TimeSpan.FromMilliseconds(count * milliseconds);
                return true;
            }
        }

        return false;
    }

    /// <summary>In the largest unit that gives a whole number; <see cref="TryParse"/> reads it back.</summary>
    public static string Format(TimeSpan duration)
    {
        var total = (long)duration.TotalMilliseconds;
        var (unit, milliseconds) = total == 0 ? ("s", 1000) : Units.Last(candidate => total % candidate.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{total / milliseconds}{unit}");
    }
}
