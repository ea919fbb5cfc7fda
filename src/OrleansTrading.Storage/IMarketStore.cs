using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage;

/// <summary>
/// Keeps closed candles. One writer process; any number of calls at once. A candle is known by instrument, interval
/// and open time: saving it again with the same values changes nothing, with other values replaces it. That a candle was repaired
/// (<see cref="Kline.Repaired"/>) is kept with it: saving the same values as repaired marks them, saving them as not repaired does not unmark them.
/// </summary>
public interface IMarketStore
{
    /// <summary>Saves closed candles of one series. When the call completes they survive the death of the process.</summary>
    /// <exception cref="ArgumentException">A candle is open or not on the interval's grid; nothing was saved.</exception>
    Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken);

    /// <summary>Candles with <c>from &lt;= open time &lt;= to</c> (Unix milliseconds), oldest first, the first <paramref name="limit"/> of them.</summary>
    Task<IReadOnlyList<Kline>> ReadKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="count"/> candles, oldest first.</summary>
    Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken);

    /// <summary>The series that hold anything.</summary>
    Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken);
}
