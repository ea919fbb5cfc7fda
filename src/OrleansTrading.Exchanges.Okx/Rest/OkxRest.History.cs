using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.Okx.Rest;

/// <remarks>The venue gives pages newest first, between two bounds that both do not belong: earlier than <c>after</c>, later than <c>before</c>.</remarks>
internal sealed partial class OkxRest
{
    /// <summary>Rows of a page of history, candles and trades alike.</summary>
    private const int HistoryPage = 100;

    public async Task<IReadOnlyList<Kline>> GetKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long? fromOpenTime, long? toOpenTime, int limit, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxKlinesPerRequest);
        var query = $"instId={Escaped(instrument)}&bar={OkxMarket.BarOf(interval)}";
        var length = interval.ToMilliseconds();
        long? after = toOpenTime + 1;
        if (fromOpenTime is { } from)
            after = Math.Min(after ?? long.MaxValue, from + (length * limit));
        var oldest = fromOpenTime ?? (after - (length * limit));
        // Half of what is kept: the range's rows must not leave while they are asked for.
        return oldest is null || oldest > _clock.Now - (length * OkxMarket.RecentCandles / 2)
            ? await GetPageAsync("market/candles", query, interval, fromOpenTime - 1, after, limit, order, cancellationToken)
            : await GetHistoryAsync(query, interval, fromOpenTime - 1, after!.Value, limit, order, cancellationToken);
    }

    public async Task<IReadOnlyList<AggTrade>> GetTradesAsync(InstrumentId instrument, long fromId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IMarketDataRest.MaxTradesPerRequest);
        await EnsureInstrumentsAsync(cancellationToken);
        var known = _instruments.Get(OkxSymbols.ToName(instrument));
        var trades = new List<AggTrade>(limit);
        while (trades.Count < limit)
        {
            // Ids have no gaps, so these bounds hold exactly one page.
            var (first, size) = (fromId + trades.Count, Math.Min(HistoryPage, limit - trades.Count));
            var page = await GetAsync(
                $"market/history-trades?instId={Escaped(instrument)}&type=1&before={first - 1}&after={first + size}&limit={size}", Light,
                OkxJson.Default.OkxReplyOkxTradeRow, rows => ReadTrades(known, rows), cancellationToken);
            trades.AddRange(page);
            if (page.Count < size)
                break;
        }

        return trades;
    }

    private static List<AggTrade> ReadTrades(OkxInstrument instrument, IReadOnlyList<OkxTradeRow> rows)
    {
        var trades = new List<AggTrade>(rows.Count);
        for (var index = rows.Count - 1; index >= 0; index--)
        {
            var trade = OkxMarketMapper.Map(instrument, rows[index]);
            if (trades.Count > 0 && trades[^1].Id >= trade.Id)
                throw new FormatException($"trade {trade.Id} does not come after {trades[^1].Id}");
            trades.Add(trade);
        }

        return trades;
    }

    private async Task<List<Kline>> GetHistoryAsync(
        string query, KlineInterval interval, long? before, long after, int limit, RequestClass order, CancellationToken cancellationToken)
    {
        var pages = new List<List<Kline>>();
        for (var left = limit; left > 0;)
        {
            var size = Math.Min(HistoryPage, left);
            var page = await GetPageAsync("market/history-candles", query, interval, before, after, size, order, cancellationToken);
            pages.Add(page);
            if (page.Count < size)
                break;
            (left, after) = (left - page.Count, page[0].OpenTime);
        }

        return [.. Enumerable.Reverse(pages).SelectMany(page => page)];
    }

    private Task<List<Kline>> GetPageAsync(
        string endpoint, string query, KlineInterval interval, long? before, long? after, int limit, RequestClass order, CancellationToken cancellationToken)
    {
        var bounds = (before is null ? "" : $"&before={before}") + (after is null ? "" : $"&after={after}");
        return GetAsync(
            $"{endpoint}?{query}{bounds}&limit={limit}", Light, OkxJson.Default.OkxReplyIReadOnlyListString,
            rows => OkxCandleReader.Read(rows, interval), cancellationToken, order);
    }
}
