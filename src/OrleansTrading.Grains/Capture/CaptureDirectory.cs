using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// The directory of capture files, held for this process. A file is written by a temporary name, forced to the disk, and gets its own name
/// then, which no file had before it; so there is never part of a file by a final name. What a dead process left unfinished is taken away
/// when the directory is opened. Safe from any thread.
/// </summary>
internal sealed class CaptureDirectory : IDisposable
{
    private const string LockName = "capture.lock";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _taken = [];
    private FileStream? _held;

    private readonly SemaphoreSlim _upkeep = new(1, 1);
    private readonly Action<string> _flush;

    /// <param name="root">Where the files lie.</param>
    /// <param name="flush">Forces a folder to the disk; as the system does unless given.</param>
    public CaptureDirectory(string root, Action<string>? flush = null) => (Root, _flush) = (Path.GetFullPath(root), flush ?? TryFlush);

    public string Root { get; }

    /// <summary>Makes the directory and holds it, if that was not done yet.</summary>
    /// <exception cref="IOException">It cannot be made, or another process holds it.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public void Open()
    {
        lock (_gate)
        {
            if (_held is not null)
                return;
            Directory.CreateDirectory(Root);
            _held = new FileStream(Path.Combine(Root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            foreach (var unfinished in Directory.EnumerateFiles(Root, "*" + CaptureFileName.Unfinished, SearchOption.AllDirectories))
                File.Delete(unfinished);
        }
    }

    /// <summary>Makes a file by a name that is free: the wanted one, or with a higher part.</summary>
    /// <param name="wanted">Its name.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>Its path and length.</returns>
    public (string Path, long Bytes) Create(CaptureFileName wanted, Action<Stream> write)
    {
        Open();
        var path = Take(wanted);
        try
        {
            return (path, WriteWhole(path, write, _flush));
        }
        finally
        {
            lock (_gate)
                _taken.Remove(path);
        }
    }

    /// <summary>Writes, forces to the disk and names a file; one that was there by that name is replaced.</summary>
    public static long WriteWhole(string path, Action<Stream> write, Action<string>? flush = null)
    {
        var (temporary, folder) = (path + CaptureFileName.Unfinished, Path.GetDirectoryName(path)!);
        DurableFolder.Make(folder, flush ?? TryFlush);
        try
        {
            long bytes;
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
                bytes = stream.Length;
            }

            File.Move(temporary, path, overwrite: true);
            (flush ?? TryFlush)(folder);
            return bytes;
        }
        catch
        {
            // On a full disk the unfinished file is what takes the room.
            TryDelete(temporary);
            throw;
        }
    }

    public void Probe()
    {
        Open();
        var path = Path.Combine(Root, "probe" + CaptureFileName.Unfinished);
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            stream.Write(new byte[1 << 16]);
            stream.Flush(flushToDisk: true);
        }
        finally
        {
            TryDelete(path);
        }
    }

    /// <summary>Waits until nobody else compacts or prunes; disposing of the answer lets the next one in.</summary>
    public async Task<IDisposable> EnterUpkeepAsync(CancellationToken cancellationToken)
    {
        await _upkeep.WaitAsync(cancellationToken);
        return new Turn(_upkeep);
    }

    public void Dispose()
    {
        _held?.Dispose();
        _upkeep.Dispose();
    }

    private string Take(CaptureFileName wanted)
    {
        lock (_gate)
        {
            for (var part = wanted.Part; ; part++)
            {
                var path = Path.Combine(Root, (wanted with { Part = part }).RelativePath);
                if (!File.Exists(path) && _taken.Add(path))
                    return path;
            }
        }
    }

    /// <remarks>The file is there, whole: to write it once more because its folder could not be forced would give it twice.</remarks>
    private static void TryFlush(string folder) => _ = DurableFolder.TryFlush(folder);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is taken away when the directory is opened the next time.
        }
    }

    private sealed class Turn(SemaphoreSlim upkeep) : IDisposable
    {
        public void Dispose() => upkeep.Release();
    }
}
