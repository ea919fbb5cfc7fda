using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Storage.Tests.Accounts;

public sealed class MemoryAccountEventStoreTests : AccountEventStoreConformance
{
    protected override IAccountEventStore Store { get; } = new MemoryAccountEventStore();
}
