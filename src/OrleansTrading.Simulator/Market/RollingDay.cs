namespace OrleansTrading.Simulator.Market;

/// <summary>
/// The rolling 24 hours of a symbol, to the bucket. What is closed is kept until the next bucket starts, so that a
/// ticker of every symbol costs one partial bucket each.
/// </summary>
internal sealed class RollingDay(SymbolMarket market)
{
    private volatile Closed? _closed;

    /// <summary>The day that ends at <paramref name="now"/>; the last trade is what the ticker calls its last.</summary>
    public Candle At(long now, out Trade last)
    {
        var bucket = market.Bucket.OpenOf(Math.Min(now, market.EndTime - 1));
        var closed = _closed;
        if (closed is null || closed.Until != bucket)
        {
            _closed = closed = new Closed(bucket, Sum(bucket));
        }

        var candle = closed.Candle;
        var block = Scratch.Trades;
        market.FillTrades(bucket, block);
        var count = block.CountUntil(now);
        foreach (ref readonly var trade in block.Trades[..count])
        {
            candle.Add(trade);
        }

        if (count > 0)
        {
            last = block[count - 1];
        }
        else
        {
            market.TryLastTrade(now, block, out last);
        }

        candle.CloseTime = last.Time;
        return candle;
    }

    private Candle Sum(long until)
    {
        var count = (int)Math.Max(1, VenueInterval.Day / market.Bucket.Milliseconds) - 1;
        var open = market.Bucket.Step(until, -count);
        var candle = new Candle { OpenTime = open, FirstTradeId = -1, LastTradeId = -1 };
        if (count == 0)
        {
            return candle;
        }

        var candles = new List<Candle>(count);
        market.AppendCandles(market.Bucket, open, until - 1, count, until, candles);
        foreach (var closed in candles)
        {
            candle.Add(closed);
        }

        return candle;
    }

    private sealed record Closed(long Until, Candle Candle);
}
