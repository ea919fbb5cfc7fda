namespace OrleansTrading.Simulator.Seeded;

/// <summary>Derives a minute's shape from its open and close on the walk and from hashes.</summary>
internal sealed class MinuteModel(SeededSymbol symbol, ulong key, TradeCounts counts)
{
    public const int FewestTrades = 40;
    public const int MostTrades = 60_000;

    private const double BurstChance = 0.03;

    private readonly ulong _wickKey = Noise.Key(key, "wick");
    private readonly ulong _volumeKey = Noise.Key(key, "volume");
    private readonly ulong _legKey = Noise.Key(key, "leg");
    private readonly double _minuteSigma = (symbol.OwnDailySigma + 0.021 * symbol.Beta) / 38;
    private readonly double _stepsPerTickMinute = symbol.DailyQuoteVolume / LogPath.MinutesPerDay
        / (symbol.Spec.TickUnits / Math.Pow(10, symbol.Spec.PriceDecimals))
        / (symbol.Spec.StepUnits / Math.Pow(10, symbol.Spec.QuantityDecimals));

    public void Compute(long minute, long open, long close, long firstAggregateId, long nextAggregateId, out MinuteShape shape)
    {
        shape = default;
        shape.Minute = minute;
        shape.FirstAggregateId = firstAggregateId;
        shape.Open = open;
        shape.Close = close;
        var move = Turns(minute, ref shape);
        var pairs = (int)((nextAggregateId - firstAggregateId) / 2);
        Legs(minute, pairs, HalfVolume(minute, pairs, open, move), ref shape);
    }

    // Returns the minute's range in units of its ordinary range.
    private double Turns(long minute, ref MinuteShape shape)
    {
        var hash = Noise.At(_wickKey, minute);
        var ordinary = _minuteSigma * shape.Open;
        var body = Math.Abs(shape.Close - shape.Open);
        var up = Noise.Unit(hash);
        var down = Noise.Unit(hash << 24);
        var high = Math.Max(shape.Open, shape.Close) + (long)(up * up * (ordinary + 0.3 * body));
        var low = Math.Max(1, Math.Min(shape.Open, shape.Close) - (long)(down * down * (ordinary + 0.3 * body)));
        (shape.TurnOne, shape.TurnTwo) = shape.Close >= shape.Open ? (low, high) : (high, low);
        return (high - low) / (ordinary + 1);
    }

    // Volume over two: every trade has its twin.
    private long HalfVolume(long minute, int pairs, long open, double range)
    {
        var hash = Noise.At(_volumeKey, minute);
        var factor = 0.4 + 1.2 * Noise.Unit(hash);
        factor *= 0.5 + 0.5 * Math.Min(range, 6);
        factor *= 2.0 * pairs / counts.PerMinute;
        var burst = Noise.Unit(hash << 24);
        if (burst < BurstChance)
        {
            factor *= 2 + 6 * burst / BurstChance;
        }

        return pairs + (long)(_stepsPerTickMinute / open * factor / 2);
    }

    private void Legs(long minute, int pairs, long half, ref MinuteShape shape)
    {
        var hash = Noise.At(_legKey, minute);
        var spanOne = Math.Abs(shape.TurnOne - shape.Open) + 1;
        var spanTwo = Math.Abs(shape.TurnTwo - shape.TurnOne) + 1;
        var spanThree = Math.Abs(shape.Close - shape.TurnTwo) + 1;
        var spans = spanOne + spanTwo + spanThree;
        // Floating point divides several times as fast as integers of this length, and is exact at 0 and 1.
        var pairsPerSpan = (pairs - 3) / (double)spans;
        shape.One.Pairs = 1 + (int)(spanOne * pairsPerSpan);
        shape.Three.Pairs = 1 + (int)(spanThree * pairsPerSpan);
        shape.Two.Pairs = pairs - shape.One.Pairs - shape.Three.Pairs;

        var extra = half - pairs;
        var perPair = extra / (1024.0 * pairs);
        var extraOne = (long)(perPair * shape.One.Pairs * (614 + (int)(hash & 255)));
        var extraThree = (long)(perPair * shape.Three.Pairs * (614 + (int)((hash >> 8) & 255)));
        Sides(ref shape.One, extraOne, shape.TurnOne >= shape.Open, (int)((hash >> 16) & 255));
        Sides(ref shape.Three, extraThree, shape.Close >= shape.TurnTwo, (int)((hash >> 24) & 255));
        Sides(ref shape.Two, extra - extraOne - extraThree, shape.TurnTwo >= shape.TurnOne, (int)((hash >> 32) & 255));
    }

    // Buyers lead a rising leg, sellers a falling one. Each pair gets one step before the rest is shared out.
    private static void Sides(ref MinuteShape.Leg leg, long extra, bool rising, int noise)
    {
        var buyShare = (rising ? 410 : 230) + noise;
        leg.BuyPairs = (leg.Pairs * buyShare + 512) >> 10;
        leg.BuySteps = leg.BuyPairs + (long)(extra * ((double)leg.BuyPairs / leg.Pairs));
        leg.SellSteps = leg.Pairs + extra - leg.BuySteps;
    }
}
