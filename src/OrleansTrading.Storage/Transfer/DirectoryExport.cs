using System.Security.Cryptography;

namespace OrleansTrading.Storage.Transfer;

/// <summary>
/// Copies all that a stopped service of the embedded engine keeps into a directory: candles, records, accounts, the state of grains, and reminders,
/// with a manifest of counts and checksums. It can be begun again: what is there already is copied anew.
/// </summary>
public static class DirectoryExport
{
    /// <summary>Below an export: candles, records and accounts.</summary>
    public const string Market = "market";

    /// <summary>Below an export: the state of grains, and reminders.</summary>
    public const string Grains = "grains";

    private static readonly string[] NotCopied = ["store.lock"];

    /// <param name="market">The directory of the stores.</param>
    /// <param name="grains">The directory of the engine.</param>
    /// <param name="target">Where to; it must not hold a whole export.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it; what was copied is no export then.</param>
    /// <exception cref="IOException">A directory cannot be had, or the disk refused.</exception>
    /// <exception cref="InvalidDataException">Something cannot be read.</exception>
    public static async Task<ExportManifest> RunAsync(string market, string grains, string target, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(market))
            throw new DirectoryNotFoundException($"There is nothing to export: '{market}' is not there.");
        if (File.Exists(Path.Combine(target, ExportManifest.FileName)))
            throw new IOException($"'{target}' holds an export already; name another directory.");
        Directory.CreateDirectory(target);
        // Held until all is copied: nobody changes the files meanwhile, and a torn end of one was cut off by reading it.
        await using var stores = new EmbeddedStores(market);
        var parts = await EmbeddedCount.RunAsync(stores, grains, cancellationToken).ConfigureAwait(false);
        var files = new List<ExportedFile>();
        await CopyAsync(market, target, Market, files, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(grains))
            await CopyAsync(grains, target, Grains, files, cancellationToken).ConfigureAwait(false);
        var manifest = new ExportManifest(time.GetUtcNow(), parts, files);
        await manifest.WriteAsync(target, cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    /// <summary>Reads every file of an export again.</summary>
    /// <exception cref="InvalidDataException">One is missing or is not as it was.</exception>
    public static async Task VerifyAsync(string directory, ExportManifest manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(directory, file.Path);
            if (!File.Exists(path) || new FileInfo(path).Length != file.Length || await HashAsync(path, cancellationToken).ConfigureAwait(false) != file.Sha256)
                throw new InvalidDataException($"'{path}' is missing or is not as it was exported.");
        }
    }

    private static async Task CopyAsync(string source, string target, string name, List<ExportedFile> files, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // A temporary file is what a crash has left of a write that did not come about.
            if (NotCopied.Contains(Path.GetFileName(path)) || path.EndsWith(".tmp", StringComparison.Ordinal))
                continue;
            var relative = Path.Combine(name, Path.GetRelativePath(source, path));
            var copy = Path.Combine(target, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
            var hash = await HashAsync(copy, cancellationToken).ConfigureAwait(false);
            if (hash != await HashAsync(path, cancellationToken).ConfigureAwait(false))
                throw new IOException($"'{path}' was not copied as it is, or changes.");
            files.Add(new ExportedFile(relative.Replace('\\', '/'), new FileInfo(copy).Length, hash));
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }
}
