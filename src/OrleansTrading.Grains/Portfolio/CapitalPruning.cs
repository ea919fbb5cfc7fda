using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Portfolio;

/// <summary>Forgets old points of equity curves.</summary>
internal sealed class CapitalPruning(ICapitalStore store, IOptions<RetentionOptions> options) : IPruned
{
    public string Name => "capital";

    public TimeSpan? Retention => options.Value.Capital;

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => store.PruneAsync(before, cancellationToken);
}
