using Microsoft.Extensions.Options;
using OrleansTrading.Storage.Files;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.Files;

/// <summary>A directory for stores, gone at the end of the test.</summary>
internal sealed class StoreDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("store-").FullName;

    public ManualTimeProvider Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    /// <summary>Opens the store of a sub-directory.</summary>
    public FileMarketStore Open(string name = "main", TimeSpan? flushInterval = null, int maxOpenFiles = 4)
    {
        var options = new FileMarketStoreOptions { Directory = Path.Combine(Root, name), MaxOpenFiles = maxOpenFiles };
        options.FlushInterval = flushInterval ?? options.FlushInterval;
        return new FileMarketStore(Options.Create(options), Time, Log);
    }

    public string SegmentPath(string file = "2026-01.klines", string name = "main") =>
        Path.Combine(Root, name, "klines", "binance~BTCUSDT~1m", file);

    /// <summary>Copies a store as it lies on disk at this moment, as the death of its process would leave it.</summary>
    public void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, from, "klines"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Root, to, Path.GetRelativePath(Path.Combine(Root, from), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
