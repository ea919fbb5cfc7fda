using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Forgets old opportunities.</summary>
internal sealed class ArbitragePruning(IArbitrageStore store, IOptions<RetentionOptions> options) : IPruned
{
    public string Name => "arbitrage";

    public TimeSpan? Retention => options.Value.Arbitrage;

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => store.PruneAsync(before, cancellationToken);
}
