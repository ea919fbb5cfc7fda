using System.Text;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Kraken;

/// <summary>Payloads of the venue; see SOURCES.md.</summary>
internal static class KrakenRecorded
{
    /// <summary>The message of a stream example of the second protocol.</summary>
    public static string Message(string shape)
    {
        var lines = Lines($"kraken-shapes/Subscriptions/Spot/{shape}.txt");
        return string.Join('\n', lines[(Array.FindIndex(lines, line => line.Trim() == "=") + 1)..]);
    }

    /// <summary>The line of a stream example that begins with <paramref name="mark"/>: what is sent, or what is answered, for request 7.</summary>
    public static string Line(string shape, string mark) => Lines($"kraken-shapes/Subscriptions/Spot/{shape}.txt")
        .First(line => line.StartsWith(mark, StringComparison.Ordinal))[mark.Length..]
        .Replace("\"|1|\"", "7", StringComparison.Ordinal).Replace("|1|", "7", StringComparison.Ordinal).Replace("|req_id|", "7", StringComparison.Ordinal);

    /// <summary>The answer of a request example.</summary>
    public static byte[] Answer(string shape) => Encoding.UTF8.GetBytes(string.Join('\n', Lines($"kraken-shapes/Endpoints/Spot/ExchangeData/{shape}.txt")[3..]));

    /// <summary>Frames of a recorded session of the first protocol.</summary>
    public static IReadOnlyList<string> FramesOfTheFirstProtocol(string file) => [.. Lines($"kraken-live/{file}")
        .Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))
        .Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..])];

    private static string[] Lines(string relative)
    {
        var path = SharedData.TryFind("recorded/" + relative);
        if (path is null)
            Assert.Skip(SharedData.Absent("recorded/" + relative));
        return File.ReadAllLines(path!);
    }
}
