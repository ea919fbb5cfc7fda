using System.Text;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Okx;

/// <summary>Payloads of the venue; see SOURCES.md.</summary>
internal static class OkxRecorded
{
    /// <summary>The message of a stream example.</summary>
    public static string Message(string shape)
    {
        var lines = Lines($"okx-shapes/Subscriptions/Unified/{shape}.txt");
        return string.Join('\n', lines[(Array.FindIndex(lines, line => line.Trim() == "=") + 1)..]);
    }

    /// <summary>The answer of a request example.</summary>
    public static byte[] Answer(string shape) => Encoding.UTF8.GetBytes(string.Join('\n', Lines($"okx-shapes/Endpoints/UnifiedApi/{shape}.txt")[3..]));

    /// <summary>Frames of a recorded session.</summary>
    public static IReadOnlyList<string> Frames() => [.. Lines("okx-live/OKX.ws.1.0")
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
