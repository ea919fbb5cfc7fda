using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Storage.Records;

/// <summary>Signals in files, by the time of their making, which is never before their candle opened.</summary>
internal sealed class FileSignalStore(RecordLog<TradeSignal> log) : ISignalStore
{
    public static RecordTable<TradeSignal> Table { get; } =
        new("signals", signal => signal.Key, signal => signal.CreatedAt, signal => signal.Instrument.ToString(), signal => (byte)signal.Interval, RecordJson.Default.TradeSignal);

    public Task<IReadOnlyList<TradeSignal>> AddAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        RecordArguments.CheckSignals(signals);
        return log.AddAsync(signals, signal => signal.CandleOpenTime, cancellationToken);
    }

    public Task<IReadOnlyList<TradeSignal>> ListAsync(
        InstrumentId? instrument, KlineInterval? interval, long? createdBefore, int limit, CancellationToken cancellationToken)
    {
        var group = instrument?.ToString();
        return log.ListAsync(
            (_, entry) => (group is null || entry.Group == group) && (interval is null || entry.Tag == (byte)interval),
            createdBefore - 1 ?? long.MaxValue, beforeKey: null, limit, cancellationToken);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);
}
