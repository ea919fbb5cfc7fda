using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps signals and what came of them. There is at most one signal for each instrument, interval and candle: the first that was saved.</summary>
public interface ISignalStore
{
    /// <summary>Saves those that are not there yet and answers them. When the call completes they survive the process.</summary>
    Task<IReadOnlyList<TradeSignal>> AddAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken);

    /// <summary>Saves signals that were read from here with what came of them. When the call completes that survives the process.</summary>
    Task SaveOutcomesAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken);

    /// <summary>Signals, newest first, of one time by descending key.</summary>
    Task<IReadOnlyList<TradeSignal>> ListAsync(SignalQuery query, int limit, CancellationToken cancellationToken);

    /// <summary>Signals of one instrument (null: of all) and interval (null: of any), made before a time (Unix milliseconds) when one is given, newest first.</summary>
    Task<IReadOnlyList<TradeSignal>> ListAsync(
        InstrumentId? instrument, KlineInterval? interval, long? createdBefore, int limit, CancellationToken cancellationToken) =>
        ListAsync(new SignalQuery { Instrument = instrument, Interval = interval, CreatedBefore = createdBefore }, limit, cancellationToken);

    /// <summary>Forgets signals made before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
