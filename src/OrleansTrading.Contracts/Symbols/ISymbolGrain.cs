using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>
/// One instrument, keyed by its id (<c>binance:BTCUSDT</c>): candles, prices and stream health, live in memory.
/// It follows the market from the first <see cref="EnsureLiveAsync"/> or <see cref="HoldAsync"/> until it is released.
/// </summary>
[Alias("OrleansTrading.ISymbolGrain")]
public interface ISymbolGrain : IGrainWithStringKey
{
    /// <summary>Starts to follow the market if it does not yet. Returns at once; warming up goes on behind.</summary>
    [Alias("EnsureLive")]
    Task EnsureLiveAsync();

    /// <summary>Stops following the market, whoever holds it: what is held is saved, the streams are left, the activation goes away.</summary>
    [Alias("Release")]
    Task ReleaseAsync();

    /// <summary>
    /// Follows the market as <see cref="EnsureLiveAsync"/> does, for <paramref name="holder"/>, who renews the hold before
    /// <paramref name="duration"/> is over. The symbol itself knows who holds it, so it is released exactly when nobody does any more,
    /// in whatever order holders come and go.
    /// </summary>
    [Alias("Hold")]
    Task HoldAsync(string holder, TimeSpan duration);

    /// <summary>Gives up a hold. The symbol is released when nobody else holds it and <see cref="EnsureLiveAsync"/> was not called.</summary>
    [Alias("LetGo")]
    Task LetGoAsync(string holder);

    /// <summary>
    /// Goes on to another silo and follows the market there, with the holds that it is under. It goes when its calls have ended; those that come
    /// meanwhile are answered from there. One that is not live, or has something under way that it would leave half done, stays where it is.
    /// </summary>
    /// <param name="silo">The silo's address as <c>SiloAddress.ToParsableString</c> writes it.</param>
    /// <returns>Whether it goes.</returns>
    [Alias("MoveTo")]
    Task<bool> MoveToAsync(string silo);

    /// <summary>
    /// Brings price, candles, mark price, funding and open interest up to now: from memory where streams are live, from the venue
    /// otherwise. A symbol that is not live yet is skipped.
    /// </summary>
    [Alias("Collect"), AlwaysInterleave]
    Task<CollectResult> CollectAsync(CollectQuery query);

    /// <summary>
    /// Checks the candles in memory and in the store against the grid and repairs what is missing: of a symbol that is live up to now,
    /// of another one between its first and its last stored candle. May take as long as the venue's weight budget makes it wait.
    /// </summary>
    [Alias("RepairGaps"), AlwaysInterleave, ResponseTimeout("00:15:00")]
    Task<GapReport> RepairGapsAsync(GapQuery query);

    /// <summary>
    /// Which closed candles memory lacks, from the oldest it holds up to the venue's present. What closed only just is left out: the
    /// ordinary repair brings it. Empty for a symbol that is not live.
    /// </summary>
    [Alias("GetGaps"), AlwaysInterleave]
    Task<ImmutableArray<GapRange>> GetGapsAsync();

    /// <summary>Prices, freshness and stream health now.</summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<InstrumentSnapshot> GetSnapshotAsync();

    /// <summary>
    /// Candles oldest first. What memory and store do not hold is asked of the venue and kept.
    /// The newest candle may be open (<c>Closed</c> false).
    /// </summary>
    /// <exception cref="HistoryUnavailableException">The venue cannot be asked now, or has not answered within ten seconds, 25 for <see cref="KlineQuery.CanWait"/>; a part of the range is missing here.</exception>
    [Alias("GetKlines"), AlwaysInterleave]
    Task<KlineSeries> GetKlinesAsync(KlineQuery query);

    /// <summary>What is held in memory, for each interval.</summary>
    [Alias("GetCandleStatus"), AlwaysInterleave]
    Task<CandleStatus> GetCandleStatusAsync();

    /// <summary>The market's reading of each asked interval, from what is in memory: the venue is never asked.</summary>
    [Alias("Scan"), AlwaysInterleave]
    Task<SymbolScan> ScanAsync(ScanQuery query);

    /// <summary>The indicators of an interval, from what is in memory; null when the interval is not kept.</summary>
    [Alias("GetIndicators"), AlwaysInterleave]
    Task<IndicatorReading?> GetIndicatorsAsync(KlineInterval interval);

    /// <summary>What is held in memory and how often it was enough.</summary>
    [Alias("GetCacheStatus"), AlwaysInterleave]
    Task<CacheStatus> GetCacheStatusAsync();

    /// <summary>The best levels of the order book.</summary>
    /// <param name="levels">Levels a side at most, 1 to 1000.</param>
    [Alias("GetBook"), AlwaysInterleave]
    Task<OrderBookView> GetBookAsync(int levels);

    /// <summary>Order flow of the last seconds.</summary>
    /// <param name="seconds">How far back, 1 to 3600, from the newest event.</param>
    [Alias("GetOrderFlow"), AlwaysInterleave]
    Task<OrderFlowSeries> GetOrderFlowAsync(int seconds);

    /// <summary>Changes of state of the streams, kept for a week.</summary>
    /// <param name="from">First moment, Unix milliseconds.</param>
    /// <param name="to">Last moment, Unix milliseconds.</param>
    [Alias("GetStreamHistory"), AlwaysInterleave]
    Task<StreamHistory> GetStreamHistoryAsync(long from, long to);

    /// <summary>
    /// Watches guards and resting paper orders of an account from now on, in place of what it asked for before, and keeps the symbol live
    /// meanwhile. What triggers is told to the account's grain, again and again until it has answered.
    /// </summary>
    [Alias("Watch"), AlwaysInterleave]
    Task<WatchAnswer> WatchAsync(AccountWatch watch);
}
