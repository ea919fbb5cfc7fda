using System.Security.Cryptography;
using System.Text.Json;
using EmbeddedEngine.Storage;
using Orleans.Runtime;

namespace EmbeddedEngine.Files;

/// <summary>A record in a file of its own: a line with the header, then the JSON of the record.</summary>
internal static class RecordFile
{
    public const string Extension = ".json";

    public static (RecordHeader Header, byte[] Json)? Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var end = content.AsSpan().IndexOf((byte)'\n');
        if (end < 0)
        {
            throw Damaged(path, "it has no complete first line", null);
        }

        RecordHeader header;
        try
        {
            header = JsonSerializer.Deserialize<RecordHeader>(content.AsSpan(0, end), StateJson.Options)
                ?? throw Damaged(path, "its first line is null", null);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw Damaged(path, "its first line is not a record's header", error);
        }

        var json = content[(end + 1)..];
        if (json.Length != header.Length)
        {
            throw Damaged(path, $"{header.Length} bytes were expected after its first line and {json.Length} are there", null);
        }

        return Hash(json) == header.Sha256 ? (header, json) : throw Damaged(path, "its content does not match its hash", null);
    }

    public static void Write(string path, GrainId grain, string name, long version, byte[] json)
    {
        var header = new RecordHeader(grain, name, version, json.Length, Hash(json));
        DurableFile.Replace(path, [.. JsonSerializer.SerializeToUtf8Bytes(header, StateJson.Options), (byte)'\n'], json);
    }

    /// <summary>What is said of a record that cannot be read.</summary>
    public static InvalidDataException Damaged(string path, string why, Exception? error)
        => new($"The record file {path} is damaged: {why}. Restore it from a backup, or remove it to start without the record.", error);

    private static string Hash(byte[] json) => Convert.ToHexStringLower(SHA256.HashData(json));
}
