using Microsoft.Extensions.Options;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Tests.Files;
using OrleansTrading.Storage.Tests.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Storage.Tests.Accounts;

/// <summary>A directory for account events, gone at the end of the test.</summary>
internal sealed class EventDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("events-").FullName;

    public ManualTimeProvider Time { get; } = new();

    public RecordingLogger<FileAccountEventStore> Log { get; } = new();

    /// <summary>Opens the store of a sub-directory, with the market store that keeps it.</summary>
    public OpenEvents Open(string name = "main", long largestFile = FileAccountEventStore.LargestFile, bool flushEvery = false)
    {
        var options = new FileMarketStoreOptions { Directory = Path.Combine(Root, name), FlushAccountEvents = flushEvery };
        var market = new FileMarketStore(Options.Create(options), Time, new RecordingLogger());
        return new OpenEvents(market, new FileAccountEventStore(market, options, Time, Log, largestFile));
    }

    public string FolderOf(string name = "main") => Path.Combine(Root, name, "accounts", "paper");

    public string PathOf(string name = "main", long first = 1) => Path.Combine(FolderOf(name), $"{first:D12}.events");

    /// <summary>Writes a file of a store that is not open.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes, long first = 1)
    {
        Directory.CreateDirectory(FolderOf(name));
        File.WriteAllBytes(PathOf(name, first), bytes);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal sealed record OpenEvents(FileMarketStore Market, FileAccountEventStore Events) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Events.DisposeAsync();
        await Market.DisposeAsync();
    }
}
