using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// A symbol of the seeded market that trades every few minutes, on the same walk as the others. A minute without trades lies flat at
/// the last price; while it runs there is no candle of it yet.
/// </summary>
internal sealed class QuietSymbolMarket : SymbolMarket
{
    private readonly DayPrices _prices;
    private readonly QuietTimes _times;
    private readonly ulong _sizeKey;

    public QuietSymbolMarket(SeededSymbol symbol, MarketFactor factor, ulong seedKey)
        : base(symbol.Spec)
    {
        Key = Noise.Key(seedKey, symbol.Spec.Name);
        _prices = new DayPrices(symbol, factor, Noise.Key(Key, "path"));
        _times = new QuietTimes(Key);
        _sizeKey = Noise.Key(Key, "quiet-size");
        TypicalSteps = Math.Max(2, (long)(symbol.DailyQuoteVolume / 200_000 / symbol.BasePrice * PowersOfTen.Of(symbol.Spec.QuantityDecimals)));
    }

    public override VenueInterval Bucket { get; } = VenueInterval.OfLength(VenueInterval.Minute)!;

    public override long StepMilliseconds => 50;

    public override ulong Key { get; }

    public override long FirstTime => Spec.OnboardTime;

    public override long EndTime => long.MaxValue;

    public override long TypicalSteps { get; }

    public override void FillTrades(long bucketOpen, TradeBlock block)
    {
        Span<long> times = stackalloc long[QuietTimes.TradesPerStretch];
        var stretch = QuietTimes.StretchOf(bucketOpen);
        _times.Fill(stretch, times);
        var (first, count) = (0, 0);
        foreach (var time in times)
        {
            first += time < bucketOpen ? 1 : 0;
            count += time >= bucketOpen && time < bucketOpen + VenueInterval.Minute ? 1 : 0;
        }

        var trades = block.Resize(bucketOpen < FirstTime ? 0 : count);
        for (var i = 0; i < trades.Length; i++)
        {
            trades[i] = TradeAt(QuietTimes.FirstId(stretch) + first + i, times[first + i]);
        }
    }

    public override long BucketOfTrade(long aggregateId)
    {
        Span<long> times = stackalloc long[QuietTimes.TradesPerStretch];
        var stretch = Math.Max(0, aggregateId) / QuietTimes.TradesPerStretch;
        _times.Fill(stretch, times);
        return Math.Max(Bucket.OpenOf(FirstTime), Bucket.OpenOf(times[(int)(Math.Max(0, aggregateId) - QuietTimes.FirstId(stretch))]));
    }

    public override void AppendCandles(VenueInterval interval, long? start, long? end, int limit, long now, List<Candle> into)
    {
        var last = interval.OpenOf(Math.Min(end ?? now, now));
        var earliest = interval.OpenOf(FirstTime);
        var first = Math.Max(earliest, start is null ? interval.Step(last, 1 - limit) : earliest);
        if (start is { } from)
        {
            first = interval.OpenOf(from);
            first = Math.Max(first < from ? interval.Next(first) : first, earliest);
            last = Math.Min(last, interval.Step(first, limit - 1));
        }

        var price = TryLastTrade(first - 1, Scratch.Trades, out var before) ? before.Price : 0;
        for (var open = first; open <= last; open = interval.Next(open))
        {
            var candle = Sum(interval, open, now);
            if (!candle.HasPrice && candle.CloseTime < now && price > 0)
            {
                candle.StandStill(price);
            }

            if (candle.HasPrice)
            {
                price = candle.Close;
                into.Add(candle);
            }
        }
    }

    public override ClosedCandle CloseCandle(VenueInterval interval, ref Candle accumulated, long lastPrice)
    {
        if (!accumulated.HasPrice && TryLastTrade(accumulated.CloseTime, Scratch.Trades, out var last))
        {
            accumulated.StandStill(last.Price);
        }

        return base.CloseCandle(interval, ref accumulated, lastPrice);
    }

    public override double ReferencePrice(long time)
    {
        var minute = Math.Max(time, FirstTime) / VenueInterval.Minute;
        var ticks = _prices.Of(minute / LogPath.MinutesPerDay);
        var index = (int)(minute % LogPath.MinutesPerDay);
        var fraction = (double)(time % VenueInterval.Minute) / VenueInterval.Minute;
        return ((ticks[index] * (1 - fraction)) + (ticks[index + 1] * fraction)) * Spec.TickUnits;
    }

    private Candle Sum(VenueInterval interval, long open, long now)
    {
        Span<long> times = stackalloc long[QuietTimes.TradesPerStretch];
        var candle = Candle.Starting(interval, open);
        var until = Math.Min(candle.CloseTime, now);
        for (var stretch = QuietTimes.StretchOf(open); stretch * QuietTimes.Stretch <= until; stretch++)
        {
            _times.Fill(stretch, times);
            for (var i = 0; i < times.Length; i++)
            {
                if (times[i] >= Math.Max(open, Bucket.OpenOf(FirstTime)) && times[i] <= until)
                {
                    candle.Add(TradeAt(QuietTimes.FirstId(stretch) + i, times[i]));
                }
            }
        }

        return candle;
    }

    private Trade TradeAt(long id, long time)
    {
        var hash = Noise.At(_sizeKey, id);
        var price = Math.Max(1, (long)(ReferencePrice(time) / Spec.TickUnits)) * Spec.TickUnits;
        var quantity = (1 + (long)(hash % (ulong)TypicalSteps)) * Spec.StepUnits;
        return new Trade
        {
            Time = time, AggregateId = id, FirstTradeId = id, LastTradeId = id, Price = price, Quantity = quantity, Quote = price * quantity,
            BuyerIsMaker = (hash >> 63) == 0,
        };
    }
}
