using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Executor;

/// <summary>Forgets old decisions about signals.</summary>
internal sealed class ExecutionPruning(IExecutionStore store, IOptions<RetentionOptions> options) : IPruned
{
    public string Name => "executions";

    public TimeSpan? Retention => options.Value.Executions;

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => store.PruneAsync(before, cancellationToken);
}
