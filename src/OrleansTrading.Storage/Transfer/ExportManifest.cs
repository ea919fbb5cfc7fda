using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Storage.Transfer;

/// <summary>What an export holds: written last, so that an export without it is none.</summary>
/// <param name="ExportedAt">When.</param>
/// <param name="Parts">What the stores hold.</param>
/// <param name="Files">Every file, by its path below the export.</param>
public sealed record ExportManifest(DateTimeOffset ExportedAt, IReadOnlyList<StoredPart> Parts, IReadOnlyList<ExportedFile> Files)
{
    public const string FileName = "manifest.json";

    /// <summary>That of a directory; null when it has none.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static async Task<ExportManifest?> FindAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            await using var file = File.OpenRead(path);
            var manifest = await JsonSerializer.DeserializeAsync(file, ExportJson.Default.ExportManifest, cancellationToken).ConfigureAwait(false);
            return manifest is { Parts: not null, Files: not null } && manifest.Parts.All(part => part?.Name is not null) && manifest.Files.All(IsWithin)
                ? manifest
                : throw new InvalidDataException($"'{path}' cannot be read: expected parts and files, each with a name, and files below the export alone.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A path that leads out of the export is no file of it.</summary>
    private static bool IsWithin(ExportedFile? file) =>
        file is { Path: { Length: > 0 } path, Sha256: not null } && !Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal)
        && !path.Split('/', '\\').Contains("..");

    internal async Task WriteAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, FileName);
        await using (var file = File.Create(path + ".tmp"))
        {
            await JsonSerializer.SerializeAsync(file, this, ExportJson.Default.ExportManifest, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExportManifest))]
internal sealed partial class ExportJson : JsonSerializerContext;
