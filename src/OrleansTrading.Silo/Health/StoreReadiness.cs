using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Health;

/// <summary>The directory of the store takes and keeps a file.</summary>
internal sealed class StoreReadiness(IConfiguration configuration) : IReadinessCheck
{
    private static readonly byte[] Probe = "ready"u8.ToArray();

    public string Name => "store";

    public bool IsNeeded => false;

    public Task<string?> FindReasonAsync(CancellationToken cancellationToken) => Task.Run(FindReason, cancellationToken);

    private string? FindReason()
    {
        var directory = DataDirectory.OfMarket(configuration);
        // Two checks at once must not meet in one file.
        var path = Path.Combine(directory, $".writable-{Guid.NewGuid():N}");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.Write(Probe);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The store's directory '{directory}' cannot be written: {exception.Message}";
        }
    }
}
