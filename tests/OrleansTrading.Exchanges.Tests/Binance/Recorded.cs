using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Binance;

/// <summary>Genuine payloads of the venue; see SOURCES.md.</summary>
internal static class Recorded
{
    private const string Live = "recorded/binance-usdm-live/";

    /// <summary>Whose streams were recorded.</summary>
    public static readonly string[] Symbols = ["SUSHIUSDT", "AKROUSDT", "KEEPUSDT", "CTKUSDT"];

    /// <summary>Every frame of the recorded stream session, as received.</summary>
    public static IReadOnlyList<string> Frames() => [.. Lines("BINANCE_FUTURES.ws.1.0")
        .Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))
        .Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..])];

    /// <summary>Bodies of the recorded REST answers whose address holds <paramref name="path"/>.</summary>
    public static IReadOnlyList<string> Bodies(string file, string path) => [.. Lines(file)
        .Where(line => line.StartsWith("http", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(": ", line.IndexOf(" -> ", StringComparison.Ordinal), StringComparison.Ordinal) + 2)..])];

    /// <summary>Replies of one endpoint, by the file name's beginning, for example <c>fapi_v1_klines</c>.</summary>
    public static IReadOnlyList<(string Name, byte[] Body)> Replies(string prefix) =>
        [.. Directory.GetFiles(Find("recorded/binance-rest"), prefix + ".*").Order().Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    /// <summary>What follows the "=" line (a message) or the three head lines (an answer) of a documentation example.</summary>
    public static string Shape(string relative)
    {
        var lines = File.ReadAllLines(Find("recorded/binance-shapes/" + relative));
        var start = Array.FindIndex(lines, line => line.Trim() == "=");
        return string.Join('\n', lines[(start >= 0 ? start + 1 : 3)..]);
    }

    private static string[] Lines(string file) => File.ReadAllLines(Find(Live + file));

    private static string Find(string relative)
    {
        var path = SharedData.TryFind(relative);
        if (path is null)
            Assert.Skip(SharedData.Absent(relative));
        return path!;
    }
}
