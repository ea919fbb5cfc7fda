using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Storage.Tests.Memory;

public sealed class MemoryMarketStoreTests : MarketStoreConformance
{
    protected override IMarketStore CreateEmpty() => new MemoryMarketStore();
}
