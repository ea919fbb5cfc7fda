namespace OrleansTrading.Simulator.Market;

/// <summary>Looking up trades by time or by id, bucket after bucket.</summary>
internal static class TradeQueries
{
    // Holes in replayed data are walked through; a hole of this many buckets ends the search.
    private const int MostEmptyBuckets = 2_000;

    /// <summary>The first <paramref name="limit"/> trades within [start, end].</summary>
    public static List<Trade> Between(SymbolMarket market, long start, long end, int limit)
    {
        var found = new List<Trade>();
        var block = new TradeBlock();
        var empty = 0;
        var last = Math.Min(end, market.EndTime - 1);
        for (var bucket = market.Bucket.OpenOf(Math.Max(start, market.FirstTime));
             bucket <= last && found.Count < limit && empty < MostEmptyBuckets;
             bucket = market.Bucket.Next(bucket))
        {
            market.FillTrades(bucket, block);
            empty = block.Count == 0 ? empty + 1 : 0;
            foreach (ref readonly var trade in block.Trades)
            {
                if (trade.Time >= start && trade.Time <= end && found.Count < limit)
                {
                    found.Add(trade);
                }
            }
        }

        return found;
    }

    /// <summary>The last <paramref name="limit"/> trades at or before <paramref name="end"/>, oldest first.</summary>
    public static List<Trade> Latest(SymbolMarket market, long end, int limit)
    {
        var found = new List<Trade>();
        var block = new TradeBlock();
        var empty = 0;
        for (var bucket = market.Bucket.OpenOf(Math.Min(end, market.EndTime - 1));
             bucket >= market.FirstTime && found.Count < limit && empty < MostEmptyBuckets;
             bucket = market.Bucket.Step(bucket, -1))
        {
            market.FillTrades(bucket, block);
            empty = block.Count == 0 ? empty + 1 : 0;
            for (var i = block.CountUntil(end) - 1; i >= 0 && found.Count < limit; i--)
            {
                found.Add(block[i]);
            }
        }

        found.Reverse();
        return found;
    }

    /// <summary>The first <paramref name="limit"/> trades from the aggregate id on, none after <paramref name="now"/>.</summary>
    public static List<Trade> FromId(SymbolMarket market, long id, long now, int limit)
    {
        var block = new TradeBlock();
        if (!market.TryLastTrade(now, block, out var newest) || id > newest.AggregateId)
        {
            return [];
        }

        var start = market.BucketOfTrade(id);
        if (start < market.EndTime)
        {
            market.FillTrades(start, block);
        }

        var skipped = 0;
        while (skipped < block.Count && block[skipped].AggregateId < id)
        {
            skipped++;
        }

        var found = Between(market, start, now, skipped + limit);
        return found.Count > skipped ? found.GetRange(skipped, found.Count - skipped) : [];
    }
}
