using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
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

    public Task<IReadOnlyList<TradeSignal>> ListAsync(
        InstrumentId? instrument, KlineInterval? interval, long? createdBefore, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<TradeSignal>>(
            [
                .. _signals.Values
                    .Where(signal => (instrument is null || signal.Instrument == instrument) && (interval is null || signal.Interval == interval))
                    .Where(signal => createdBefore is null || signal.CreatedAt < createdBefore)
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
}
