using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Market;

/// <summary>
/// A symbol at one venue: the market that all venues play, with the shifts of this one laid over it. Trades of a shift, what candles there are of them,
/// the book, and mark and index prices are all off by the same amount; quantities of trades, times and ids are the market's.
/// </summary>
internal sealed class ShiftedSymbolMarket(SymbolMarket played) : SymbolMarket(played.Spec)
{
    public PriceShifts Shifts { get; } = new();

    public override int Version => Shifts.Version;

    public override VenueInterval Bucket => played.Bucket;

    public override long StepMilliseconds => played.StepMilliseconds;

    public override ulong Key => played.Key;

    public override long FirstTime => played.FirstTime;

    public override long EndTime => played.EndTime;

    public override long TypicalSteps => played.TypicalSteps;

    public override IRecordedFunding? RecordedFunding => played.RecordedFunding is { } recorded ? field ??= new ShiftedFunding(recorded, Shifts, Spec.PriceDecimals) : null;

    public override void FillTrades(long bucketOpen, TradeBlock block)
    {
        played.FillTrades(bucketOpen, block);
        if (!Shifts.Touch(bucketOpen, Bucket.Next(bucketOpen) - 1))
            return;
        foreach (ref var trade in block.Resize(block.Count))
            Move(ref trade, Shifts.OffsetAt(trade.Time));
    }

    public override long BucketOfTrade(long aggregateId) => played.BucketOfTrade(aggregateId);

    public override long PriceAt(in Trade trade, long time) => Shifts.Any
        ? Math.Max(Spec.TickUnits, trade.Price - Shifts.OffsetAt(trade.Time) + Shifts.OffsetAt(time))
        : trade.Price;

    public override double ReferencePrice(long time) => Math.Max(Spec.TickUnits, played.ReferencePrice(time) + Shifts.OffsetAt(time));

    /// <summary>A trade of this symbol as another venue has it.</summary>
    public Trade At(SymbolMarket other, in Trade trade)
    {
        var moved = trade;
        if (Shifts.Any)
            Move(ref moved, -Shifts.OffsetAt(trade.Time));
        if (other is ShiftedSymbolMarket { Shifts.Any: true } shifted)
            shifted.Move(ref moved, shifted.Shifts.OffsetAt(trade.Time));
        return moved;
    }

    public override void AppendCandles(VenueInterval interval, long? start, long? end, int limit, long now, List<Candle> into)
    {
        var first = into.Count;
        played.AppendCandles(interval, start, end, limit, now, into);
        if (!Shifts.Any)
            return;
        for (var i = first; i < into.Count; i++)
            into[i] = Shifted(interval, into[i], now);
    }

    public override ClosedCandle CloseCandle(VenueInterval interval, ref Candle accumulated, long lastPrice)
    {
        if (!Shifts.Any)
            return played.CloseCandle(interval, ref accumulated, lastPrice);
        if (accumulated.HasPrice && Shifts.Touch(accumulated.OpenTime, accumulated.CloseTime))
            return ClosedCandle.Known;
        if (accumulated.HasPrice)
            return played.CloseCandle(interval, ref accumulated, lastPrice);
        var offset = OffsetOfLast(accumulated.CloseTime);
        var result = played.CloseCandle(interval, ref accumulated, lastPrice > 0 ? lastPrice - offset : lastPrice);
        Move(ref accumulated, offset);
        return result;
    }

    private Candle Shifted(VenueInterval interval, Candle candle, long now)
    {
        // Nothing was traded: the price is that of the last trade before, wherever that lies.
        if (candle.Trades == 0)
        {
            Move(ref candle, OffsetOfLast(candle.OpenTime));
            return candle;
        }

        var end = Math.Min(candle.CloseTime, now);
        if (!Shifts.Touch(candle.OpenTime, end))
            return candle;
        if (Shifts.AreConstant(candle.OpenTime, end))
        {
            Move(ref candle, Shifts.OffsetAt(candle.OpenTime));
            return candle;
        }

        return interval.IsMonth || interval.Milliseconds > Bucket.Milliseconds ? FromBuckets(interval, candle.OpenTime, now) : FromTrades(interval, candle.OpenTime, now);
    }

    private Candle FromBuckets(VenueInterval interval, long open, long now)
    {
        var sum = Candle.Starting(interval, open);
        var parts = new List<Candle>();
        played.AppendCandles(Bucket, open, sum.CloseTime, int.MaxValue, now, parts);
        foreach (var part in parts)
        {
            if (part.Trades > 0)
                sum.Add(Shifted(Bucket, part, now));
        }

        return sum;
    }

    private Candle FromTrades(VenueInterval interval, long open, long now)
    {
        var sum = Candle.Starting(interval, open);
        foreach (var trade in TradeQueries.Between(this, open, Math.Min(sum.CloseTime, now), int.MaxValue))
            sum.Add(trade);
        return sum;
    }

    private long OffsetOfLast(long time) => played.TryLastTrade(time, new TradeBlock(), out var last) ? Shifts.OffsetAt(last.Time) : 0;

    private void Move(ref Trade trade, long offset)
    {
        trade.Price = Math.Max(Spec.TickUnits, trade.Price + offset);
        trade.Quote += Money(offset, trade.Quantity);
    }

    private void Move(ref Candle candle, long offset)
    {
        if (offset == 0 || !candle.HasPrice)
            return;
        candle.Open += offset;
        candle.High += offset;
        candle.Low += offset;
        candle.Close += offset;
        candle.QuoteVolume += Money(offset, candle.Volume);
        candle.TakerBuyQuote += Money(offset, candle.TakerBuyVolume);
    }

    private long Money(long offset, long quantity) =>
        (long)((Int128)offset * quantity * PowersOfTen.Of(Math.Max(0, Spec.QuoteDecimals - Spec.PriceDecimals - Spec.QuantityDecimals))
            / PowersOfTen.Of(Math.Max(0, Spec.PriceDecimals + Spec.QuantityDecimals - Spec.QuoteDecimals)));
}
