using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>
/// A recorded market. An interval that has a file is served as the file has it, others are added up from the finest
/// candles, and finer ones from trades; the trades are the file's or are made up to fit the candles.
/// </summary>
internal sealed class ReplaySymbolMarket : SymbolMarket
{
    private readonly KlineSeries _finest;
    private readonly Dictionary<VenueInterval, KlineSeries> _series;
    private readonly BucketTrades _trades;

    public ReplaySymbolMarket(
        SymbolSpec spec, ulong key, IReadOnlyList<KlineSeries> series, BucketTrades trades, long stepMilliseconds, RecordedFunding funding)
        : base(spec)
    {
        Key = key;
        _finest = series[0];
        _series = series.ToDictionary(item => item.Interval);
        _trades = trades;
        StepMilliseconds = stepMilliseconds;
        RecordedFunding = funding;
        var volume = 0.0;
        foreach (ref readonly var candle in _finest.Candles)
        {
            volume += candle.Volume;
        }

        var minutes = Math.Max(1.0, _finest.Count * (double)_finest.Interval.Milliseconds / VenueInterval.Minute);
        TypicalSteps = Math.Max(2, (long)(volume / spec.StepUnits / minutes / 20));
    }

    public override VenueInterval Bucket => _finest.Interval;

    public override long StepMilliseconds { get; }

    public override IRecordedFunding? RecordedFunding { get; }

    public override ulong Key { get; }

    public override long FirstTime => _finest.FirstOpen;

    public override long EndTime => _finest.End;

    public override long TypicalSteps { get; }

    public override void FillTrades(long bucketOpen, TradeBlock block) => _trades.Fill(_finest.IndexOf(bucketOpen), block);

    public override long BucketOfTrade(long aggregateId) => _trades.BucketOf(aggregateId) is { } index ? _finest[index].OpenTime : EndTime;

    public override double ReferencePrice(long time)
    {
        var index = Math.Clamp(_finest.IndexFrom(time + 1) - 1, 0, _finest.Count - 1);
        ref readonly var candle = ref _finest[index];
        var fraction = Math.Clamp((double)(time - candle.OpenTime) / Bucket.Milliseconds, 0, 1);
        return candle.Open * (1 - fraction) + candle.Close * fraction;
    }

    public override ClosedCandle CloseCandle(VenueInterval interval, ref Candle accumulated, long lastPrice)
    {
        if (_series.TryGetValue(interval, out var own))
        {
            var index = own.IndexOf(accumulated.OpenTime);
            if (index < 0)
            {
                return ClosedCandle.Missing;
            }

            // The file has no trade ids.
            var (first, last) = (accumulated.FirstTradeId, accumulated.LastTradeId);
            accumulated = own[index];
            (accumulated.FirstTradeId, accumulated.LastTradeId) = (first, last);
            return ClosedCandle.Known;
        }

        if (!accumulated.HasPrice && !interval.IsMonth && interval.Milliseconds < Bucket.Milliseconds
            && _finest.IndexOf(Bucket.OpenOf(accumulated.OpenTime)) >= 0)
        {
            return base.CloseCandle(interval, ref accumulated, lastPrice);
        }

        return accumulated.HasPrice ? ClosedCandle.Known : ClosedCandle.Missing;
    }

    public override void AppendCandles(VenueInterval interval, long? start, long? end, int limit, long now, List<Candle> into)
    {
        var last = Math.Min(end ?? now, now);
        if (_series.TryGetValue(interval, out var own))
        {
            AppendOwn(own, start, last, limit, now, into);
        }
        else
        {
            AppendMade(interval, start, last, limit, now, into);
        }
    }

    private void AppendOwn(KlineSeries own, long? start, long last, int limit, long now, List<Candle> into)
    {
        var until = own.IndexFrom(last + 1);
        var from = start is { } time ? own.IndexFrom(time) : Math.Max(0, until - limit);
        until = (int)Math.Min(until, (long)from + limit);
        for (var i = from; i < until; i++)
        {
            if (own[i].CloseTime < now)
            {
                into.Add(own[i]);
            }
            else if (Running(own.Interval, own[i].OpenTime, now) is { HasPrice: true } running)
            {
                into.Add(running);
            }
        }
    }

    private void AppendMade(VenueInterval interval, long? start, long last, int limit, long now, List<Candle> into)
    {
        last = interval.OpenOf(Math.Min(last, EndTime - 1));
        var earliest = interval.OpenOf(FirstTime);
        var first = Math.Max(earliest, interval.Step(last, 1L - limit));
        if (start is { } time)
        {
            first = interval.OpenOf(time);
            first = Math.Max(earliest, first < time ? interval.Next(first) : first);
        }

        var added = 0;
        for (var open = first; open <= last && added < limit; open = interval.Next(open))
        {
            var candle = Running(interval, open, now);
            if (candle.HasPrice)
            {
                into.Add(candle);
                added++;
            }
        }
    }

    // The candle as it stands: whole buckets, and the trades so far of the bucket that holds the time.
    private Candle Running(VenueInterval interval, long open, long now)
    {
        var candle = Candle.Starting(interval, open);
        if (!interval.IsMonth && interval.Milliseconds < Bucket.Milliseconds)
        {
            AddTrades(ref candle, now);
            return candle;
        }

        for (var i = _finest.IndexFrom(open); i < _finest.Count && _finest[i].OpenTime <= Math.Min(candle.CloseTime, now); i++)
        {
            if (_finest[i].CloseTime < now)
            {
                candle.Add(_finest[i]);
                continue;
            }

            var block = Scratch.Trades;
            _trades.Fill(i, block);
            foreach (ref readonly var trade in block.Trades[..block.CountUntil(now)])
            {
                candle.Add(trade);
            }
        }

        return candle;
    }

    // A candle within a bucket; where nothing was traded it stays at the last price, as the venue has it.
    private void AddTrades(ref Candle candle, long now)
    {
        var index = _finest.IndexOf(Bucket.OpenOf(candle.OpenTime));
        if (index < 0)
        {
            return;
        }

        var block = Scratch.Trades;
        _trades.Fill(index, block);
        var last = _finest[index].Open;
        foreach (ref readonly var trade in block.Trades[..block.CountUntil(Math.Min(now, candle.CloseTime))])
        {
            if (trade.Time >= candle.OpenTime)
            {
                candle.Add(trade);
            }

            last = trade.Price;
        }

        if (!candle.HasPrice)
        {
            candle.StandStill(last);
        }
    }
}
