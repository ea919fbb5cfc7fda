namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>
/// Histories that the venue hands out oldest first, a thousand rows at a time, over at most seven days a request and for three months back.
/// A page that is full is gone on from its last row's time, whose rows come again; what came before is left out by its key.
/// </summary>
internal static class BinancePaging
{
    private const long Window = 7 * 86_400_000L;
    private const long Kept = 89 * 86_400_000L;

    /// <summary>The venue's clock may be ahead of what is known of it.</summary>
    private const long ClockSlack = 60_000;

    /// <param name="from">Unix milliseconds, inclusive.</param>
    /// <param name="now">The venue's time.</param>
    /// <param name="byTime">One page from a time to a time, both inclusive; without the second up to now.</param>
    /// <param name="after">The page behind a row, where the venue can be asked so: it gets beyond a millisecond of more rows than a page holds.</param>
    /// <param name="timeOf">A row's time.</param>
    /// <param name="keyOf">What a row is known by.</param>
    public static async Task<IReadOnlyList<TRow>> ReadAsync<TRow, TKey>(
        long from, long now, Func<long, long?, Task<IReadOnlyList<TRow>>> byTime, Func<TRow, Task<IReadOnlyList<TRow>>>? after, Func<TRow, long> timeOf,
        Func<TRow, TKey> keyOf)
    {
        var (rows, known) = (new List<TRow>(), new HashSet<TKey>());
        var start = Math.Max(from, now - Kept);
        while (true)
        {
            // The last window is open: what has happened by the time that the venue answers belongs to it.
            long? end = start + Window <= now + ClockSlack ? start + Window - 1 : null;
            var page = await byTime(start, end);
            Add(page);
            if (page.Count < BinanceRequests.PageSize && end is null)
                return rows;
            if (page.Count < BinanceRequests.PageSize)
            {
                start = end!.Value + 1;
                continue;
            }

            while (after is not null && page.Count >= BinanceRequests.PageSize && timeOf(page[^1]) <= start)
            {
                page = await after(page[^1]);
                Add(page);
            }

            start = page.Count == 0 ? start + 1 : Math.Max(start + (timeOf(page[^1]) == start ? 1 : 0), timeOf(page[^1]));
        }

        void Add(IReadOnlyList<TRow> page)
        {
            foreach (var row in page)
            {
                if (known.Add(keyOf(row)))
                    rows.Add(row);
            }
        }
    }
}
