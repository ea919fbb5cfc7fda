using System.Collections.Concurrent;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>A made-up market that is a pure function of the seed, the symbol and the time.</summary>
internal sealed class SeededSymbolMarket : SymbolMarket
{
    private const int KeptDayCandles = 2_000;

    private readonly SeededSymbol _symbol;
    private readonly MarketFactor _factor;
    private readonly LogPath _own;
    private readonly MinuteModel _minutes;
    private readonly MinuteTrades _trades;
    private readonly TradeCounts _counts;
    private readonly SymbolSpecUnits _units;
    private readonly double _baseTicks;
    private readonly ConcurrentDictionary<long, Candle> _dayCandles = new();
    private volatile DayTicks? _latestDay;

    public SeededSymbolMarket(SeededSymbol symbol, MarketFactor factor, ulong seedKey)
        : base(symbol.Spec)
    {
        _symbol = symbol;
        _factor = factor;
        Key = Noise.Key(seedKey, symbol.Spec.Name);
        _own = new LogPath(Noise.Key(Key, "path"), symbol.OwnDailySigma);
        _counts = new TradeCounts(Key, symbol.Spec.OnboardTime / VenueInterval.Minute, symbol.TradesPerMinute, symbol.TradesPerTenAggregates);
        _minutes = new MinuteModel(symbol, Key, _counts);
        _units = new SymbolSpecUnits(symbol.Spec.TickUnits, symbol.Spec.StepUnits);
        _trades = new MinuteTrades(_units, Key, _counts);
        _baseTicks = symbol.BasePrice * PowersOfTen.Of(symbol.Spec.PriceDecimals) / symbol.Spec.TickUnits;
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
        var ticks = Day(minute / LogPath.MinutesPerDay);
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
            candle.Add(DayCandle(day, now));
        }

        into.Add(candle);
        return interval.Next(open);
    }

    // All the candles of one day, of an interval that divides the day; returns the open time after them.
    private long AppendFromDay(VenueInterval interval, long open, long last, long now, List<Candle> into)
    {
        var dayEnd = VenueInterval.Day * (open / VenueInterval.Day + 1);
        if (interval.Milliseconds == VenueInterval.Day)
        {
            into.Add(DayCandle(open, now));
            return dayEnd;
        }

        var walker = new MinuteWalker(this, open / VenueInterval.Minute);
        for (; open <= last && open < dayEnd; open = interval.Next(open))
        {
            var candle = Candle.Starting(interval, open);
            AddMinutes(ref candle, ref walker, now);
            into.Add(candle);
        }

        return open;
    }

    private Candle DayCandle(long open, long now)
    {
        if (_dayCandles.TryGetValue(open, out var kept))
        {
            return kept;
        }

        var candle = Candle.Starting(VenueInterval.OfLength(VenueInterval.Day)!, open);
        var walker = new MinuteWalker(this, open / VenueInterval.Minute);
        AddMinutes(ref candle, ref walker, now);
        if (candle.CloseTime < now)
        {
            if (_dayCandles.Count >= KeptDayCandles)
            {
                _dayCandles.Clear();
            }

            _dayCandles[open] = candle;
        }

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
        var ticks = Day(minute / LogPath.MinutesPerDay);
        var index = (int)(minute % LogPath.MinutesPerDay);
        _minutes.Compute(minute, ticks[index], ticks[index + 1], _counts.FirstAggregateId(minute), _counts.FirstAggregateId(minute + 1), out shape);
    }

    private int[] Day(long day)
    {
        var latest = _latestDay;
        if (latest is not null && latest.Day == day)
        {
            return latest.Ticks;
        }

        var ticks = new int[LogPath.MinutesPerDay + 1];
        FillTicks(day, ticks);
        if (latest is null || day > latest.Day)
        {
            _latestDay = new DayTicks(day, ticks);
        }

        return ticks;
    }

    private void FillTicks(long day, Span<int> ticks)
    {
        Span<double> nodes = stackalloc double[LogPath.MinutesPerDay + 1];
        _own.FillDay(day, nodes);
        var factor = _factor.Day(day);
        for (var i = 0; i < nodes.Length; i++)
        {
            var ratio = Noise.Exp(nodes[i] + _symbol.Beta * factor[i]);
            ticks[i] = (int)Math.Clamp(_baseTicks * ratio + 0.5, 25, 1e9);
        }
    }

    /// <summary>Goes through the minutes of one day in order, keeping what neighbours share.</summary>
    private struct MinuteWalker
    {
        private readonly SeededSymbolMarket _market;
        private readonly int[] _ticks;
        private long _minute;
        private long _aggregateId;
        private long _tradeId;

        public MinuteWalker(SeededSymbolMarket market, long minute)
        {
            _market = market;
            _ticks = market.Day(minute / LogPath.MinutesPerDay);
            _minute = minute;
            Locate();
        }

        public void Skip()
        {
            _minute++;
            Locate();
        }

        public void AddNext(ref Candle candle)
        {
            var index = (int)(_minute % LogPath.MinutesPerDay);
            var nextAggregate = _market._counts.FirstAggregateId(_minute + 1);
            _market._minutes.Compute(_minute, _ticks[index], _ticks[index + 1], _aggregateId, nextAggregate, out var shape);
            var nextTrade = _market._counts.FirstTradeId(nextAggregate);
            shape.AddTo(ref candle, _market._units, _tradeId, nextTrade - 1);
            _minute++;
            _aggregateId = nextAggregate;
            _tradeId = nextTrade;
        }

        private void Locate()
        {
            _aggregateId = _market._counts.FirstAggregateId(_minute);
            _tradeId = _market._counts.FirstTradeId(_aggregateId);
        }
    }

    private sealed record DayTicks(long Day, int[] Ticks);
}
