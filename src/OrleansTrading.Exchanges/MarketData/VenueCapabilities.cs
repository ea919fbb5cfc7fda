using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// What a venue has at all. What it does not have is never made up: a request for it fails with
/// <see cref="ErrorKind.NotSupported"/>, and callers that can do without look here first, or at <see cref="IMarketDataRest.HasDerivatives"/>.
/// </summary>
public sealed record VenueCapabilities
{
    /// <summary>A venue that has everything the ports name.</summary>
    public static VenueCapabilities Everything { get; } = new();

    /// <summary>Kinds of streams that can be subscribed.</summary>
    public IReadOnlyList<StreamKind> Streams { get; init; } = [StreamKind.Kline, StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth, StreamKind.MarkPrice, StreamKind.Liquidation];

    /// <summary>Candle lengths that can be subscribed and asked for, shortest first.</summary>
    public IReadOnlyList<KlineInterval> Intervals { get; init; } = KlineIntervals.All;

    /// <summary>Whether candles tell the part in which buyers were the aggressors. Where not, these members are 0 and mean nothing.</summary>
    public bool HasTakerVolumes { get; init; } = true;

    /// <summary>Whether trades can be asked for by id, and their ids have no gaps.</summary>
    public bool HasTradeHistory { get; init; } = true;

    /// <summary>Set where the venue streams whole books and keeps them in view; null where diffs tell of all levels and the book that they continue is asked for.</summary>
    public StreamedBook? StreamedBook { get; init; }

    /// <summary>The wanted intervals that the venue has; its shortest one where it has none of them.</summary>
    public IReadOnlyList<KlineInterval> Choose(IReadOnlyList<KlineInterval> wanted) =>
        [.. wanted.Where(Intervals.Contains).DefaultIfEmpty(Intervals[0])];
}
