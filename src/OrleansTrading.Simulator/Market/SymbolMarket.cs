namespace OrleansTrading.Simulator.Market;

/// <summary>
/// One symbol's market as a function of time. Everything can be asked for any time, in any order and from any
/// thread, and the same question always has the same answer: nothing here remembers what was asked before,
/// except in caches.
/// </summary>
internal abstract class SymbolMarket(SymbolSpec spec)
{
    public SymbolSpec Spec { get; } = spec;

    /// <summary>Length of a bucket: the finest candle that the market knows, and the unit that trades are produced in.</summary>
    public abstract VenueInterval Bucket { get; }

    /// <summary>Time between two looks at the book and the top of the book, in milliseconds.</summary>
    public abstract long StepMilliseconds { get; }

    /// <summary>Key of the hashes that decorate this symbol: book sizes, funding, open interest.</summary>
    public abstract ulong Key { get; }

    /// <summary>Start of the first bucket.</summary>
    public abstract long FirstTime { get; }

    /// <summary>End of the last bucket (exclusive), or <see cref="long.MaxValue"/>.</summary>
    public abstract long EndTime { get; }

    /// <summary>Typical number of quantity steps that rest on one level near the top of the book.</summary>
    public abstract long TypicalSteps { get; }

    /// <summary>Mark and index prices, rates and open interest where they were recorded; null where they are made up.</summary>
    public virtual IRecordedFunding? RecordedFunding => null;

    /// <summary>Another number whenever trades that were produced before may not hold any more; those at or before the venue's time always do.</summary>
    public virtual int Version => 0;

    /// <summary>What a trade's price amounts to at another time: the book stands at it until the next trade.</summary>
    public virtual long PriceAt(in Trade trade, long time) => trade.Price;

    /// <summary>The trades of the bucket that starts at <paramref name="bucketOpen"/>.</summary>
    public abstract void FillTrades(long bucketOpen, TradeBlock block);

    /// <summary>Start of the bucket that holds the aggregate trade, or the end of the market where there is none.</summary>
    public abstract long BucketOfTrade(long aggregateId);

    /// <summary>
    /// Candles in the order of time that open within [<paramref name="start"/>, <paramref name="end"/>] and not after
    /// <paramref name="now"/>: the first <paramref name="limit"/> when a start is given, else the last. The candle that
    /// holds <paramref name="now"/> is as far as its trades are.
    /// </summary>
    public abstract void AppendCandles(VenueInterval interval, long? start, long? end, int limit, long now, List<Candle> into);

    /// <summary>
    /// Settles a candle that has ended and was added up from trades: replaces it by the exact one where that is known
    /// otherwise, and leaves it at <paramref name="lastPrice"/> where nothing was traded.
    /// </summary>
    public virtual ClosedCandle CloseCandle(VenueInterval interval, ref Candle accumulated, long lastPrice)
    {
        if (!accumulated.HasPrice && lastPrice > 0)
        {
            accumulated.StandStill(lastPrice);
        }

        return accumulated.HasPrice ? ClosedCandle.Known : ClosedCandle.Missing;
    }

    /// <summary>A smooth price near the trades, in price units: what the mark and index prices hang on.</summary>
    public abstract double ReferencePrice(long time);

    /// <summary>The last trade at or before <paramref name="time"/>, looking back through empty buckets.</summary>
    public bool TryLastTrade(long time, TradeBlock scratch, out Trade trade)
    {
        var bucket = Bucket.OpenOf(Math.Min(time, EndTime - 1));
        for (var looked = 0; bucket >= FirstTime && looked < 1_000; bucket = Bucket.Step(bucket, -1), looked++)
        {
            FillTrades(bucket, scratch);
            var count = scratch.CountUntil(time);
            if (count > 0)
            {
                trade = scratch[count - 1];
                return true;
            }
        }

        trade = default;
        return false;
    }
}
