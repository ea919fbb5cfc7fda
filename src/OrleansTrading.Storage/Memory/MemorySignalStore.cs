using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps signals for the life of the process, for tests.</summary>
public sealed class MemorySignalStore : ISignalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TradeSignal> _signals = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<TradeSignal>> AddAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckSignals(signals);
        lock (_gate)
            return Task.FromResult<IReadOnlyList<TradeSignal>>([.. signals.Where(signal => _signals.TryAdd(signal.Key, signal))]);
    }

    public Task SaveOutcomesAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckSignals(signals);
        lock (_gate)
        {
            foreach (var signal in signals)
                _signals[signal.Key] = signal;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<TradeSignal>> ListAsync(SignalQuery query, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var before = query.BeforeKey is { } key && _signals.TryGetValue(key, out var place) ? place : null;
            return Task.FromResult<IReadOnlyList<TradeSignal>>(
            [
                .. _signals.Values
                    .Where(signal => IsWanted(query, signal) && (query.BeforeKey is null || IsAfter(signal, query.BeforeKey, before)))
                    .OrderByDescending(signal => signal.CreatedAt)
                    .ThenByDescending(signal => signal.Key, StringComparer.Ordinal)
                    .Take(limit),
            ]);
        }
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_signals.Values.Where(signal => signal.CreatedAt < before).ToList().Count(signal => _signals.Remove(signal.Key)));
    }

    private static bool IsWanted(SignalQuery query, TradeSignal signal) =>
        (query.Instrument is null || signal.Instrument == query.Instrument) && (query.Interval is null || signal.Interval == query.Interval)
        && (query.Outcomes.IsEmpty || query.Outcomes.Contains(signal.Outcome?.Kind ?? OutcomeKind.Open))
        && (query.CreatedFrom is null || signal.CreatedAt >= query.CreatedFrom) && (query.CreatedBefore is null || signal.CreatedAt < query.CreatedBefore);

    /// <summary>Whether it comes after the signal of a key; if there is none, whether its key is smaller.</summary>
    private static bool IsAfter(TradeSignal signal, string key, TradeSignal? place) => place is null
        ? string.CompareOrdinal(signal.Key, key) < 0
        : signal.CreatedAt < place.CreatedAt || (signal.CreatedAt == place.CreatedAt && string.CompareOrdinal(signal.Key, key) < 0);
}
