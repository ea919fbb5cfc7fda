using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Seeded;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// A symbol's market as this venue has it: the same trades at the same times, some ticks dearer or cheaper, with a book of its own.
/// The difference is the symbol's for ever; a premium can be put on top of it for a while.
/// </summary>
internal sealed class SwapMarket : SymbolMarket
{
    /// <summary>The lasting difference is so much of the price at most.</summary>
    private const double LargestDifference = 0.0002;

    private readonly SymbolMarket _inner;
    private readonly Lock _gate = new();
    private readonly long _difference;
    private volatile Premium[] _premiums = [new Premium(long.MinValue, 0)];

    public SwapMarket(SymbolMarket inner)
        : base(SpecOf(inner.Spec))
    {
        _inner = inner;
        Key = Noise.Key(inner.Key, "okx");
        var ticks = inner.ReferencePrice(Math.Max(inner.FirstTime, 0)) * LargestDifference / inner.Spec.TickUnits;
        _difference = (long)(ticks * ((2 * Noise.Unit(Noise.At(Key, 0))) - 1));
        RecordedFunding = inner.RecordedFunding is { } recorded ? new SwapFunding(recorded, this) : null;
    }

    public override VenueInterval Bucket => _inner.Bucket;

    public override long StepMilliseconds => _inner.StepMilliseconds;

    public override ulong Key { get; }

    public override long FirstTime => _inner.FirstTime;

    public override long EndTime => _inner.EndTime;

    public override long TypicalSteps => _inner.TypicalSteps;

    public override IRecordedFunding? RecordedFunding { get; }

    public override long BucketOfTrade(long aggregateId) => _inner.BucketOfTrade(aggregateId);

    public override double ReferencePrice(long time) => _inner.ReferencePrice(time) + UnitsAt(time);

    /// <summary>From <paramref name="time"/> on the swap is so many hundredths of a percent dearer, besides its lasting difference.</summary>
    public void SetPremium(long time, double basisPoints)
    {
        lock (_gate)
        {
            var ticks = (long)Math.Round(_inner.ReferencePrice(time) * basisPoints / 10_000 / Spec.TickUnits);
            if (_premiums[^1].Ticks != ticks)
            {
                _premiums = [.. _premiums.Where(premium => premium.From < time), new Premium(time, ticks)];
            }
        }
    }

    /// <summary>A trade of the symbol as it was here.</summary>
    public Trade Shift(in Trade trade)
    {
        var units = UnitsAt(trade.Time);
        return trade with { Price = trade.Price + units, Quote = trade.Quote + Value(trade.Quantity, units) };
    }

    public override void FillTrades(long bucketOpen, TradeBlock block)
    {
        _inner.FillTrades(bucketOpen, block);
        foreach (ref var trade in block.Resize(block.Count))
        {
            trade = Shift(trade);
        }
    }

    public override void AppendCandles(VenueInterval interval, long? start, long? end, int limit, long now, List<Candle> into)
    {
        var first = into.Count;
        _inner.AppendCandles(interval, start, end, limit, now, into);
        for (var index = first; index < into.Count; index++)
        {
            into[index] = Shift(interval, into[index], now);
        }
    }

    public override ClosedCandle CloseCandle(VenueInterval interval, ref Candle accumulated, long lastPrice)
    {
        var exact = new List<Candle>(1);
        AppendCandles(interval, accumulated.OpenTime, accumulated.OpenTime, 1, accumulated.CloseTime + 1, exact);
        if (exact.Count == 0 || !exact[0].HasPrice)
        {
            return base.CloseCandle(interval, ref accumulated, lastPrice);
        }

        accumulated = exact[0];
        return ClosedCandle.Known;
    }

    /// <summary>The difference in units of prices.</summary>
    internal long UnitsAt(long time)
    {
        var premiums = _premiums;
        var index = premiums.Length - 1;
        while (premiums[index].From > time)
        {
            index--;
        }

        return (_difference + premiums[index].Ticks) * Spec.TickUnits;
    }

    private Candle Shift(VenueInterval interval, Candle candle, long now)
    {
        if (!candle.HasPrice)
        {
            return candle;
        }

        if (!Array.Exists(_premiums, premium => premium.From > candle.OpenTime && premium.From <= candle.CloseTime))
        {
            return Shift(candle, UnitsAt(candle.OpenTime));
        }

        // A premium began within it: it is put together of what lies before and after.
        var whole = Candle.Starting(interval, candle.OpenTime);
        if (interval == Bucket)
        {
            var block = new TradeBlock();
            FillTrades(candle.OpenTime, block);
            foreach (ref readonly var trade in block.Trades[..block.CountUntil(now)])
            {
                whole.Add(trade);
            }

            return whole;
        }

        var parts = new List<Candle>();
        AppendCandles(Bucket, candle.OpenTime, candle.CloseTime, int.MaxValue, now, parts);
        foreach (var part in parts)
        {
            whole.Add(part);
        }

        return whole;
    }

    private Candle Shift(Candle candle, long units)
    {
        candle.Open += units;
        candle.High += units;
        candle.Low += units;
        candle.Close += units;
        candle.QuoteVolume += Value(candle.Volume, units);
        candle.TakerBuyQuote += Value(candle.TakerBuyVolume, units);
        return candle;
    }

    /// <summary>A quantity times a price, in units of values.</summary>
    private long Value(long quantity, long units) =>
        PowersOfTen.Rescale(quantity * units, Spec.PriceDecimals + Spec.QuantityDecimals, Spec.QuoteDecimals);

    private static SymbolSpec SpecOf(SymbolSpec spec) => new()
    {
        Index = spec.Index,
        Name = $"{spec.BaseAsset}-{spec.QuoteAsset}-SWAP",
        BaseAsset = spec.BaseAsset,
        QuoteAsset = spec.QuoteAsset,
        PriceDecimals = spec.PriceDecimals,
        QuantityDecimals = spec.QuantityDecimals,
        QuoteDecimals = spec.QuoteDecimals,
        TickUnits = spec.TickUnits,
        StepUnits = spec.StepUnits,
        OnboardTime = spec.OnboardTime,
    };

    /// <summary>The recorded mark price moves with the trades; the index is everybody's.</summary>
    private sealed class SwapFunding(IRecordedFunding recorded, SwapMarket market) : IRecordedFunding
    {
        public long? MarkPrice(long time) =>
            recorded.MarkPrice(time) + PowersOfTen.Rescale(market.UnitsAt(time), market.Spec.PriceDecimals, FundingModel.Decimals);

        public long? IndexPrice(long time) => recorded.IndexPrice(time);

        public long? Rate(long time) => recorded.Rate(time);

        public decimal? OpenInterest(long time) => recorded.OpenInterest(time);
    }
}
