using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// Where the process of one benchmark keeps its result and, as its directory for temporary files, all else that it makes: what it had no time to put
/// away goes with this, its database servers too, which are not among its children.
/// </summary>
internal sealed class BenchmarkDirectory : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public BenchmarkDirectory()
    {
        // A database server that another user runs has its own directory in this one.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("orleanstrading-").FullName;

    /// <summary>The file of its result.</summary>
    public string Result => System.IO.Path.Combine(Path, "result.json");

    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(Path))
            return;
        await PostgresServer.StopAllAsync(Path);
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(TryDelete()), Patience);
        }
        catch (TimeoutException)
        {
            // A report is worth more than the room on the disk.
        }
    }

    /// <summary>What was killed a moment ago may still write.</summary>
    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
