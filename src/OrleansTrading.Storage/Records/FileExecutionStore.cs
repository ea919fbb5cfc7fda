using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Records;

/// <summary>Decisions in files, by the time at which their signals were made: the same for whoever decides again.</summary>
internal sealed class FileExecutionStore(RecordLog<ExecutionDecision> log) : IExecutionStore
{
    public static RecordTable<ExecutionDecision> Table { get; } = new(
        "executions", decision => decision.SignalKey, decision => decision.SignalTime, decision => decision.Instrument.ToString(), decision => (byte)decision.Outcome,
        RecordJson.Default.ExecutionDecision);

    public Task<IReadOnlyList<ExecutionDecision>> AddAsync(IReadOnlyList<ExecutionDecision> decisions, CancellationToken cancellationToken)
    {
        RecordArguments.CheckDecisions(decisions);
        return log.AddAsync(decisions, decision => decision.SignalTime, cancellationToken);
    }

    public Task<IReadOnlyList<ExecutionDecision>> ListAsync(
        InstrumentId? instrument, ExecutionOutcome? outcome, long? signalledBefore, int limit, CancellationToken cancellationToken)
    {
        var group = instrument?.ToString();
        return log.ListAsync(
            (_, entry) => (group is null || entry.Group == group) && (outcome is null || entry.Tag == (byte)outcome),
            signalledBefore - 1 ?? long.MaxValue, beforeKey: null, limit, cancellationToken);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);
}
