using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Storage.Tests.Accounts;

public sealed class FileAccountEventStoreConformanceTests : AccountEventStoreConformance, IAsyncDisposable
{
    private readonly EventDirectory _directory = new();
    private readonly OpenEvents _open;

    public FileAccountEventStoreConformanceTests() => _open = _directory.Open();

    protected override IAccountEventStore Store => _open.Events;

    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync();
        _directory.Dispose();
    }
}

/// <summary>The same with files of one append each: every reading goes over many of them.</summary>
public sealed class FileAccountEventStoreSmallFilesTests : AccountEventStoreConformance, IAsyncDisposable
{
    private readonly EventDirectory _directory = new();
    private readonly OpenEvents _open;

    public FileAccountEventStoreSmallFilesTests() => _open = _directory.Open(largestFile: 1);

    protected override IAccountEventStore Store => _open.Events;

    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync();
        _directory.Dispose();
    }
}
