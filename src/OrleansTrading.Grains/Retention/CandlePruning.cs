using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Retention;

/// <summary>Forgets old candles, where the store can and a retention is set.</summary>
internal sealed class CandlePruning(IServiceProvider services, IOptions<RetentionOptions> options) : IPruned
{
    private readonly IKlinePruning? _store = services.GetService<IKlinePruning>();

    public string Name => "candles";

    public TimeSpan? Retention => _store is null ? null : options.Value.Candles;

    public async Task<int> PruneAsync(long before, CancellationToken cancellationToken) =>
        (int)Math.Min(int.MaxValue, await _store!.PruneAsync(before, cancellationToken));
}
