using Orleans;
using Orleans.Concurrency;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>
/// One instrument, keyed by its id (<c>binance:BTCUSDT</c>): candles, prices and stream health, live in memory.
/// It follows the market from the first <see cref="EnsureLiveAsync"/> until <see cref="ReleaseAsync"/>.
/// </summary>
[Alias("OrleansTrading.ISymbolGrain")]
public interface ISymbolGrain : IGrainWithStringKey
{
    /// <summary>Starts to follow the market if it does not yet. Returns at once; warming up goes on behind.</summary>
    [Alias("EnsureLive")]
    Task EnsureLiveAsync();

    /// <summary>Stops following the market: what is held is saved, the streams are left, the activation goes away.</summary>
    [Alias("Release")]
    Task ReleaseAsync();

    /// <summary>Prices, freshness and stream health now.</summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<InstrumentSnapshot> GetSnapshotAsync();

    /// <summary>
    /// Candles oldest first. What memory and store do not hold is asked of the venue and kept.
    /// The newest candle may be open (<c>Closed</c> false).
    /// </summary>
    /// <exception cref="HistoryUnavailableException">The venue cannot be asked now; a part of the range is missing here.</exception>
    [Alias("GetKlines"), AlwaysInterleave]
    Task<KlineSeries> GetKlinesAsync(KlineQuery query);

    /// <summary>What is held in memory, for each interval.</summary>
    [Alias("GetCandleStatus"), AlwaysInterleave]
    Task<CandleStatus> GetCandleStatusAsync();
}
