using Microsoft.Win32.SafeHandles;

namespace OrleansTrading.Storage.Files;

/// <summary>Keeps a directory for one store. The system lets go of it when the process dies, however it dies.</summary>
public sealed class StoreLock : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <exception cref="IOException">Another store has the directory, or it cannot be made.</exception>
    public StoreLock(string directory)
    {
        var path = Path.Combine(directory, "store.lock");
        try
        {
            Directory.CreateDirectory(directory);
            _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The store in '{directory}' cannot be opened: {failure.Message} "
                + $"If another process uses it (it holds '{path}'), stop that one or name another directory ({FileMarketStoreOptions.Section}:Directory).",
                failure);
        }
    }

    public void Dispose() => _handle.Dispose();
}
