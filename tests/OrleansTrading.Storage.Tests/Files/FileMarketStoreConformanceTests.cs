namespace OrleansTrading.Storage.Tests.Files;

public sealed class FileMarketStoreConformanceTests : MarketStoreConformance
{
    private readonly StoreDirectory _directory = new();
    private int _made;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    protected override IMarketStore CreateEmpty() => _directory.Open($"store-{_made++}");
}
