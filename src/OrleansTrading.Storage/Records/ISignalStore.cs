using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps signals. There is at most one for each instrument, interval and candle: the first that was saved.</summary>
public interface ISignalStore
{
    /// <summary>Saves those that are not there yet and answers them. When the call completes they survive the process.</summary>
    Task<IReadOnlyList<TradeSignal>> AddAsync(IReadOnlyList<TradeSignal> signals, CancellationToken cancellationToken);

    /// <summary>Signals of one instrument (null: of all) and interval (null: of any), made before a time (Unix milliseconds) when one is given, newest first.</summary>
    Task<IReadOnlyList<TradeSignal>> ListAsync(
        InstrumentId? instrument, KlineInterval? interval, long? createdBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets signals made before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
