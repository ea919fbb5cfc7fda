using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Seeded;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// A symbol's market as this venue has it: the same trades at the same times, some ticks dearer or cheaper, with a book of its own.
/// The difference is the symbol's for ever.
/// </summary>
internal sealed class SwapMarket : SymbolMarket
{
    /// <summary>The lasting difference is so much of the price at most.</summary>
    private const double LargestDifference = 0.0002;

    private readonly SymbolMarket _inner;
    private readonly long _units;

    public SwapMarket(SymbolMarket inner)
        : base(SpecOf(inner.Spec))
    {
        _inner = inner;
        Key = Noise.Key(inner.Key, "okx");
        var ticks = inner.ReferencePrice(Math.Max(inner.FirstTime, 0)) * LargestDifference / inner.Spec.TickUnits;
        _units = (long)(ticks * ((2 * Noise.Unit(Noise.At(Key, 0))) - 1)) * inner.Spec.TickUnits;
        RecordedFunding = inner.RecordedFunding is { } recorded ? new SwapFunding(recorded, _units, inner.Spec.PriceDecimals) : null;
    }

    public override VenueInterval Bucket => _inner.Bucket;

    public override long StepMilliseconds => _inner.StepMilliseconds;

    public override ulong Key { get; }

    public override long FirstTime => _inner.FirstTime;

    public override long EndTime => _inner.EndTime;

    public override long TypicalSteps => _inner.TypicalSteps;

    public override IRecordedFunding? RecordedFunding { get; }

    public override long BucketOfTrade(long aggregateId) => _inner.BucketOfTrade(aggregateId);

    public override double ReferencePrice(long time) => _inner.ReferencePrice(time) + _units;

    public override int Version => _inner.Version;

    public override long PriceAt(in Trade trade, long time) => _inner.PriceAt(trade with { Price = trade.Price - _units }, time) + _units;

    /// <summary>A trade of the symbol as it was here.</summary>
    public Trade Shift(in Trade trade) => trade with { Price = trade.Price + _units, Quote = trade.Quote + Value(trade.Quantity) };

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
            into[index] = Shift(into[index]);
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

    private Candle Shift(Candle candle)
    {
        if (!candle.HasPrice)
            return candle;
        candle.Open += _units;
        candle.High += _units;
        candle.Low += _units;
        candle.Close += _units;
        candle.QuoteVolume += Value(candle.Volume);
        candle.TakerBuyQuote += Value(candle.TakerBuyVolume);
        return candle;
    }

    /// <summary>A quantity times the difference, in units of values.</summary>
    private long Value(long quantity) =>
        PowersOfTen.Rescale(quantity * _units, Spec.PriceDecimals + Spec.QuantityDecimals, Spec.QuoteDecimals);

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
    private sealed class SwapFunding(IRecordedFunding recorded, long units, int decimals) : IRecordedFunding
    {
        public long? MarkPrice(long time) =>
            recorded.MarkPrice(time) + PowersOfTen.Rescale(units, decimals, FundingModel.Decimals);

        public long? IndexPrice(long time) => recorded.IndexPrice(time);

        public long? Rate(long time) => recorded.Rate(time);

        public decimal? OpenInterest(long time) => recorded.OpenInterest(time);
    }
}
