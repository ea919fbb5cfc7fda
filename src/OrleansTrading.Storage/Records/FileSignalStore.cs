using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Storage.Records;

/// <summary>Signals in files, by the time of their making, which is never before their candle opened.</summary>
internal sealed class FileSignalStore(RecordLog<TradeSignal> log) : ISignalStore
{
    /// <remarks>A tag holds the interval in its lower half and the outcome in its upper one; a signal that was written without an outcome is open.</remarks>
    private const int OutcomeShift = 4;

    public static RecordTable<TradeSignal> Table { get; } =
        new("signals", signal => signal.Key, signal => signal.CreatedAt, signal => signal.Instrument.ToString(), TagOf, RecordJson.Default.TradeSignal);

    public Task<IReadOnlyList<TradeSignal>> AddAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        RecordArguments.CheckSignals(signals);
        return log.AddAsync(signals, signal => signal.CandleOpenTime, cancellationToken);
    }

    public Task SaveOutcomesAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken)
    {
        RecordArguments.CheckSignals(signals);
        return log.SaveAsync(signals, cancellationToken);
    }

    public Task<IReadOnlyList<TradeSignal>> ListAsync(SignalQuery query, int limit, CancellationToken cancellationToken)
    {
        var group = query.Instrument?.ToString();
        return log.ListAsync(
            (_, entry) => (group is null || entry.Group == group) && IsWanted(query, entry.Tag),
            query.CreatedBefore - 1 ?? long.MaxValue, query.BeforeKey, limit, cancellationToken, query.CreatedFrom ?? long.MinValue);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);

    private static byte TagOf(TradeSignal signal) =>
        (byte)((byte)signal.Interval | ((byte)(signal.Outcome?.Kind ?? OutcomeKind.Open) << OutcomeShift));

    private static bool IsWanted(SignalQuery query, byte tag) =>
        (query.Interval is not { } interval || interval == (KlineInterval)(tag & ((1 << OutcomeShift) - 1)))
        && (query.Outcomes.IsEmpty || query.Outcomes.Contains((OutcomeKind)(tag >> OutcomeShift)));
}
