using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

internal sealed class GrainArbitrageReader(IGrainFactory grains, IArbitrageAssets assets, IArbitrageStore store) : IArbitrageReader
{
    public IReadOnlyList<string> Assets => assets.All;

    public Task<ArbitrageView> GetAsync(string asset) => grains.GetGrain<IArbitrageGrain>(asset).GetAsync();

    public Task<ImmutableArray<SpreadPoint>> GetSpreadsAsync(string asset, InstrumentId buy, InstrumentId sell) =>
        grains.GetGrain<IArbitrageGrain>(asset).GetSpreadsAsync(buy, sell);

    public Task<IReadOnlyList<ArbitrageOpportunity>> ListAsync(string? asset, long? openedBefore, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(asset, openedBefore, limit, cancellationToken);
}
