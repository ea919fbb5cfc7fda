using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps decisions for the life of the process, for tests.</summary>
public sealed class MemoryExecutionStore : IExecutionStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ExecutionDecision> _decisions = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<ExecutionDecision>> AddAsync(IReadOnlyList<ExecutionDecision> decisions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckDecisions(decisions);
        lock (_gate)
            return Task.FromResult<IReadOnlyList<ExecutionDecision>>([.. decisions.Where(decision => _decisions.TryAdd(decision.SignalKey, decision))]);
    }

    public Task<IReadOnlyList<ExecutionDecision>> ListAsync(
        InstrumentId? instrument, ExecutionOutcome? outcome, long? signalledBefore, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ExecutionDecision>>(
            [
                .. _decisions.Values
                    .Where(decision => (instrument is null || decision.Instrument == instrument) && (outcome is null || decision.Outcome == outcome)
                        && (signalledBefore is null || decision.SignalTime < signalledBefore))
                    .OrderByDescending(decision => decision.SignalTime)
                    .ThenByDescending(decision => decision.SignalKey, StringComparer.Ordinal)
                    .Take(limit),
            ]);
        }
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_decisions.Values.Where(decision => decision.SignalTime < before).ToList().Count(decision => _decisions.Remove(decision.SignalKey)));
    }
}
