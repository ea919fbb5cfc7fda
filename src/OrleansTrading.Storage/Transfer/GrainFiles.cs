using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansTrading.Storage.Transfer;

/// <summary>The files in which the embedded engine keeps the state of grains, and reminders: a line with a header, then JSON.</summary>
internal static class GrainFiles
{
    public const string State = "state";
    public const string Reminders = "reminders";

    public const string StatePart = "grain state";
    public const string RemindersPart = "reminders";

    /// <param name="directory">The directory of the engine.</param>
    /// <param name="kind"><see cref="State"/> or <see cref="Reminders"/>.</param>
    /// <exception cref="InvalidDataException">A file is harmed.</exception>
    public static IEnumerable<GrainRecord> Read(string directory, string kind)
    {
        var folder = Path.Combine(directory, kind);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read).Where(record => record.Json.Length > 0)
            : [];
    }

    /// <summary>What a record is counted by.</summary>
    public static byte[] BytesOf(string grain, string name, ReadOnlySpan<byte> json) => [.. Encoding.UTF8.GetBytes($"{grain}|{name}|"), .. json];

    private static GrainRecord Read(string path)
    {
        var content = File.ReadAllBytes(path);
        var end = content.AsSpan().IndexOf((byte)'\n');
        try
        {
            using var header = JsonDocument.Parse(content.AsMemory(0, Math.Max(end, 0)));
            var (said, json) = (header.RootElement, content[(end + 1)..]);
            return json.Length == said.GetProperty("Length").GetInt32() && Convert.ToHexStringLower(SHA256.HashData(json)) == said.GetProperty("Sha256").GetString()
                ? new GrainRecord(said.GetProperty("Grain").GetString()!, said.GetProperty("Name").GetString()!, said.GetProperty("Version").GetInt64(), json)
                : throw new InvalidDataException($"'{path}' is harmed: its content is not what its first line says.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is harmed: {exception.Message}", exception);
        }
    }
}
