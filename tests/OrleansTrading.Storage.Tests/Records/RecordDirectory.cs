using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Records;
using OrleansTrading.Storage.Tests.Files;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>A directory for record stores, gone at the end of the test.</summary>
internal sealed class RecordDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("records-").FullName;

    public ManualTimeProvider Time { get; } = new();

    public RecordingLogger<FileRecordStores> Log { get; } = new();

    /// <summary>Opens the stores of a sub-directory, with the market store that keeps it.</summary>
    public OpenStores Open(string name = "main", TimeSpan? flushInterval = null)
    {
        var options = new FileMarketStoreOptions { Directory = Path.Combine(Root, name) };
        options.FlushInterval = flushInterval ?? options.FlushInterval;
        var market = new FileMarketStore(Options.Create(options), Time, new RecordingLogger());
        return new OpenStores(market, new FileRecordStores(market, Options.Create(options), Time, Log));
    }

    public string PathOf(string table, string day, string name = "main") => Path.Combine(Root, name, "records", table, day + ".records");

    /// <summary>Writes a day's file of a store that is not open.</summary>
    public void Write(string name, string table, string day, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(table, day, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal sealed record OpenStores(FileMarketStore Market, FileRecordStores Records) : IAsyncDisposable
{
    public IJobRunStore Runs => Records.Runs;

    public async ValueTask DisposeAsync()
    {
        await Records.DisposeAsync();
        await Market.DisposeAsync();
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception));
}
