using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps changes of streams' states for the life of the process, for tests.</summary>
public sealed class MemoryStreamHistoryStore : IStreamHistoryStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(InstrumentId Instrument, StreamKind Kind, long At), StreamTransition> _transitions = [];

    public Task AppendAsync(IReadOnlyList<StreamTransition> transitions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckTransitions(transitions);
        lock (_gate)
        {
            foreach (var transition in transitions)
                _transitions[(transition.Instrument, transition.Kind, transition.At)] = transition;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StreamTransition>> ListAsync(
        InstrumentId instrument, StreamKind? kind, long from, long to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Answer(all => all
            .Where(change => change.Instrument == instrument && (kind is null || change.Kind == kind) && change.At >= from && change.At <= to)
            .OrderBy(change => change.At).ThenBy(change => change.Kind)
            .TakeLast(limit), cancellationToken);
    }

    public Task<IReadOnlyList<StreamTransition>> ListLastAsync(InstrumentId instrument, long before, CancellationToken cancellationToken) =>
        Answer(all => all
            .Where(change => change.Instrument == instrument && change.At < before)
            .GroupBy(change => change.Kind).OrderBy(group => group.Key)
            .Select(group => group.MaxBy(change => change.At)!), cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_transitions.Keys.Where(key => key.At < before).ToList().Count(_transitions.Remove));
    }

    private Task<IReadOnlyList<StreamTransition>> Answer(
        Func<IEnumerable<StreamTransition>, IEnumerable<StreamTransition>> choose, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult<IReadOnlyList<StreamTransition>>([.. choose(_transitions.Values)]);
    }
}
