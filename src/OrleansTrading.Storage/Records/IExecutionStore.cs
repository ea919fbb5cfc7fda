using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps what was decided about signals. There is at most one decision for each signal: the first that was saved.</summary>
public interface IExecutionStore
{
    /// <summary>Saves those of signals that have none yet and answers them. When the call completes they survive the process.</summary>
    Task<IReadOnlyList<ExecutionDecision>> AddAsync(IReadOnlyList<ExecutionDecision> decisions, CancellationToken cancellationToken);

    /// <summary>Decisions about one instrument (null: about all) with one outcome (null: with any), about signals made before a time (Unix milliseconds) when one is given, newest signal first.</summary>
    Task<IReadOnlyList<ExecutionDecision>> ListAsync(
        InstrumentId? instrument, ExecutionOutcome? outcome, long? signalledBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets decisions about signals made before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
