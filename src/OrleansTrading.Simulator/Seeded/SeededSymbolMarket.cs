using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>A made-up market that is a pure function of the seed, the symbol and the time.</summary>
internal sealed class SeededSymbolMarket : SymbolMarket
{
    private readonly DayPrices _prices;
    private readonly MinuteModel _minutes;
    private readonly MinuteTrades _trades;
    private readonly TradeCounts _counts;
    private readonly SymbolSpecUnits _units;
    private readonly KeptCandles _kept = new();

    public SeededSymbolMarket(SeededSymbol symbol, MarketFactor factor, ulong seedKey, TrafficBurst? burst = null)
        : base(symbol.Spec)
    {
        Key = Noise.Key(seedKey, symbol.Spec.Name);
        _prices = new DayPrices(symbol, factor, Noise.Key(Key, "path"));
        _counts = new TradeCounts(Key, symbol.Spec.OnboardTime / VenueInterval.Minute, symbol.TradesPerMinute, symbol.TradesPerTenAggregates, burst);
        _minutes = new MinuteModel(symbol, Key, _counts);
        _units = new SymbolSpecUnits(symbol.Spec.TickUnits, symbol.Spec.StepUnits);
        _trades = new MinuteTrades(_units, Key, _counts);
        TypicalSteps = Math.Max(2, (long)(symbol.DailyQuoteVolume / 20_000 / symbol.BasePrice * PowersOfTen.Of(symbol.Spec.QuantityDecimals)));
    }

    public override VenueInterval Bucket { get; } = VenueInterval.OfLength(VenueInterval.Minute)!;

    public override long StepMilliseconds => 50;

    public override ulong Key { get; }

    public override long FirstTime => Spec.OnboardTime;

    public override long EndTime => long.MaxValue;

    public override long TypicalSteps { get; }

    public override void FillTrades(long bucketOpen, TradeBlock block)
    {
        if (bucketOpen < FirstTime)
        {
            block.Resize(0);
            return;
        }

        Shape(bucketOpen / VenueInterval.Minute, out var shape);
        _trades.Fill(shape, block);
    }

    public override long BucketOfTrade(long aggregateId) =>
        Math.Max(FirstTime, _counts.MinuteOf(aggregateId) * VenueInterval.Minute);

    public override double ReferencePrice(long time)
    {
        var minute = Math.Max(time, FirstTime) / VenueInterval.Minute;
        var ticks = _prices.Of(minute / LogPath.MinutesPerDay);
        var index = (int)(minute % LogPath.MinutesPerDay);
        var fraction = (double)(time % VenueInterval.Minute) / VenueInterval.Minute;
        return (ticks[index] * (1 - fraction) + ticks[index + 1] * fraction) * _units.Tick;
    }

    public override void AppendCandles(VenueInterval interval, long? start, long? end, int limit, long now, List<Candle> into)
    {
        var last = interval.OpenOf(Math.Min(end ?? now, now));
        var earliest = interval.OpenOf(FirstTime);
        var first = earliest;
        if (start is { } from)
        {
            first = interval.OpenOf(from);
            first = Math.Max(first < from ? interval.Next(first) : first, earliest);
            last = Math.Min(last, interval.Step(first, limit - 1));
        }
        else
        {
            first = Math.Max(earliest, interval.Step(last, 1 - limit));
        }

        for (var open = first; open <= last;)
        {
            open = interval.IsMonth || interval.Milliseconds > VenueInterval.Day
                ? AppendFromDays(interval, open, now, into)
                : AppendFromDay(interval, open, last, now, into);
        }
    }

    private long AppendFromDays(VenueInterval interval, long open, long now, List<Candle> into)
    {
        var candle = Candle.Starting(interval, open);
        for (var day = open; day <= candle.CloseTime && day <= now; day += VenueInterval.Day)
        {
            MinuteWalker walker = default;
            candle.Add(Sum(VenueInterval.OfLength(VenueInterval.Day)!, day, ref walker, now));
        }

        into.Add(candle);
        return interval.Next(open);
    }

    // All the candles of one day, of an interval that divides the day; returns the open time after them.
    private long AppendFromDay(VenueInterval interval, long open, long last, long now, List<Candle> into)
    {
        var dayEnd = VenueInterval.Day * (open / VenueInterval.Day + 1);
        MinuteWalker walker = default;
        for (; open <= last && open < dayEnd; open = interval.Next(open))
        {
            into.Add(Sum(interval, open, ref walker, now));
        }

        return open;
    }

    // The walker sets out when the first candle of its day is summed: kept ones do not need the day's prices.
    private Candle Sum(VenueInterval interval, long open, ref MinuteWalker walker, long now)
    {
        if (_kept.TryGet(interval, open, out var candle))
        {
            return candle;
        }

        candle = Candle.Starting(interval, open);
        var minute = open / VenueInterval.Minute;
        if (walker.HasSetOut)
        {
            walker.MoveTo(minute);
        }
        else
        {
            walker = new MinuteWalker(_minutes, _counts, _units, _prices.Of(minute / LogPath.MinutesPerDay), minute);
        }

        AddMinutes(ref candle, ref walker, now);
        _kept.Offer(interval, candle, now);
        return candle;
    }

    private void AddMinutes(ref Candle candle, ref MinuteWalker walker, long now)
    {
        var until = candle.CloseTime + 1;
        for (var open = candle.OpenTime; open < until && open <= now; open += VenueInterval.Minute)
        {
            if (open < FirstTime)
            {
                walker.Skip();
                continue;
            }

            if (open + VenueInterval.Minute > now)
            {
                AddPartialMinute(ref candle, open, now);
                return;
            }

            walker.AddNext(ref candle);
        }
    }

    private void AddPartialMinute(ref Candle candle, long open, long now)
    {
        var block = Scratch.Trades;
        FillTrades(open, block);
        foreach (ref readonly var trade in block.Trades[..block.CountUntil(now)])
        {
            candle.Add(trade);
        }
    }

    private void Shape(long minute, out MinuteShape shape)
    {
        var ticks = _prices.Of(minute / LogPath.MinutesPerDay);
        var index = (int)(minute % LogPath.MinutesPerDay);
        _minutes.Compute(minute, ticks[index], ticks[index + 1], _counts.FirstAggregateId(minute), _counts.FirstAggregateId(minute + 1), out shape);
    }
}
