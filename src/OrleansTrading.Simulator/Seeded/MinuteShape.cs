using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// One minute in closed form. The price runs in three legs: open to the first turning point, to the second, to the
/// close. A leg's trades come in pairs of equal size and side whose prices lie opposite each other about the leg's
/// middle. So volume, quote volume and taker-buy volumes of the minute follow from the legs alone, and the trades,
/// when they are asked for, add up to them exactly.
/// </summary>
internal struct MinuteShape
{
    public long Minute;
    public long FirstAggregateId;
    public long Open;
    public long TurnOne;
    public long TurnTwo;
    public long Close;
    public Leg One;
    public Leg Two;
    public Leg Three;

    public readonly long High => Math.Max(TurnOne, TurnTwo);

    public readonly long Low => Math.Min(TurnOne, TurnTwo);

    public readonly int Pairs => One.Pairs + Two.Pairs + Three.Pairs;

    /// <summary>Quote volume and volumes in ticks times steps, and steps.</summary>
    public readonly void AddTo(ref Candle candle, in SymbolSpecUnits units, long firstTradeId, long lastTradeId)
    {
        var step = units.Step;
        var money = units.Step * units.Tick;
        var sumOne = Open + TurnOne;
        var sumTwo = TurnOne + TurnTwo;
        var sumThree = TurnTwo + Close;
        var high = High * units.Tick;
        var low = Low * units.Tick;
        if (!candle.HasPrice)
        {
            candle.HasPrice = true;
            candle.Open = Open * units.Tick;
            candle.High = high;
            candle.Low = low;
            candle.FirstTradeId = firstTradeId;
        }
        else
        {
            candle.High = Math.Max(candle.High, high);
            candle.Low = Math.Min(candle.Low, low);
        }

        candle.Close = Close * units.Tick;
        candle.LastTradeId = lastTradeId;
        candle.Trades += lastTradeId - firstTradeId + 1;
        var buys = One.BuySteps + Two.BuySteps + Three.BuySteps;
        candle.TakerBuyVolume += 2 * buys * step;
        candle.Volume += 2 * (buys + One.SellSteps + Two.SellSteps + Three.SellSteps) * step;
        candle.TakerBuyQuote += (One.BuySteps * sumOne + Two.BuySteps * sumTwo + Three.BuySteps * sumThree) * money;
        candle.QuoteVolume += (One.Steps * sumOne + Two.Steps * sumTwo + Three.Steps * sumThree) * money;
    }

    /// <summary>Steps are those of one trade of each pair: the leg's volume is twice that.</summary>
    internal struct Leg
    {
        public int Pairs;
        public int BuyPairs;
        public long BuySteps;
        public long SellSteps;

        public readonly long Steps => BuySteps + SellSteps;
    }
}
