using System.Globalization;
using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Candles and indicator values that others have published.</summary>
internal static class Reference
{
    private const long Day = 86_400_000;

    /// <summary>Full path of a file of reference values; the test is skipped where there is none.</summary>
    public static string PathOf(string name)
    {
        var relative = Path.Combine("indicators", name);
        if (SharedData.TryFind(relative) is { } path)
            return path;
        Assert.Skip(SharedData.Absent(relative));
        return string.Empty;
    }

    /// <summary>Daily candles, in the order of the file; the times are made up, a day apart.</summary>
    public static Kline[] Quotes(string name) =>
        [.. Rows("skender/quotes/" + name).Select((row, i) => Candle(i, row["open"], row["high"], row["low"], row["close"], row["volume"]))];

    /// <summary>One number of each row of results; null where there is none.</summary>
    public static double?[] Results(string name, string field)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf($"skender/results/{name}.standard.json")));
        return
        [
            .. document.RootElement.EnumerateArray().Select(row =>
                row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : (double?)null),
        ];
    }

    /// <summary>The rows of a file with a heading, cells by their heading in lower case.</summary>
    public static List<Dictionary<string, string>> Rows(string name)
    {
        var lines = File.ReadAllLines(PathOf(name)).Where(line => line.Length > 0).Select(line => line.TrimStart('\uFEFF').Split(',')).ToList();
        var heads = lines[0].Select(head => head.Trim().ToLowerInvariant()).ToArray();
        return [.. lines.Skip(1).Select(cells => heads.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.Trim()))];
    }

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static Kline Candle(int day, string open, string high, string low, string close, string volume = "0") =>
        new(day * Day, OrNaN(open), OrNaN(high), OrNaN(low), OrNaN(close), OrNaN(volume), 0, 0, 0, 0, Closed: true);

    /// <summary>Each expected number is met within the tolerance, and there is one wherever one is expected and nowhere else.</summary>
    public static void ShouldAgree(ReadOnlySpan<double> actual, double?[] expected, double relative)
    {
        actual.Length.ShouldBe(expected.Length);
        expected.Count(value => value is not null).ShouldBeGreaterThan(expected.Length / 2);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] is not { } wanted)
                double.IsNaN(actual[i]).ShouldBeTrue($"row {i}: {actual[i]} where none is expected");
            else
                Math.Abs(actual[i] - wanted).ShouldBeLessThanOrEqualTo(relative * Math.Max(Math.Abs(wanted), 1e-3), $"row {i}: {actual[i]:R}, expected {wanted:R}");
        }
    }

    private static double OrNaN(string text) => Number(text) ?? double.NaN;
}
