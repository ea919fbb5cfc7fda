using Orleans;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Candles;

/// <summary>
/// One candle. Prices are in quote units, <see cref="Volume"/> in base units. Two candles are equal when their values are, however
/// they came here.
/// </summary>
/// <param name="OpenTime">First millisecond of the candle, Unix milliseconds, on the interval's grid.</param>
/// <param name="Open">First trade's price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last trade's price so far.</param>
/// <param name="Volume">Traded quantity, base units.</param>
/// <param name="QuoteVolume">Traded value, quote units.</param>
/// <param name="TakerBuyVolume">The part of <paramref name="Volume"/> in which the buyer was the aggressor; 0 where the venue does not tell.</param>
/// <param name="TakerBuyQuoteVolume">The part of <paramref name="QuoteVolume"/> in which the buyer was the aggressor; 0 where the venue does not tell.</param>
/// <param name="Trades">Number of trades.</param>
/// <param name="Closed">Whether the venue has said that the candle is final.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Kline")]
public readonly record struct Kline(
    [property: Id(0)] long OpenTime,
    [property: Id(1)] double Open,
    [property: Id(2)] double High,
    [property: Id(3)] double Low,
    [property: Id(4)] double Close,
    [property: Id(5)] double Volume,
    [property: Id(6)] double QuoteVolume,
    [property: Id(7)] double TakerBuyVolume,
    [property: Id(8)] double TakerBuyQuoteVolume,
    [property: Id(9)] int Trades,
    [property: Id(10)] bool Closed)
{
    /// <summary>
    /// Whether a repair brought or changed it after the fact: it had been missing where it should have been, or had been closed with
    /// other values. What a start or a lost connection leaves out, and is asked for at once, is no repair.
    /// </summary>
    [Id(11)] public bool Repaired { get; init; }

    public bool Equals(Kline other) =>
        OpenTime == other.OpenTime && Open.Equals(other.Open) && High.Equals(other.High) && Low.Equals(other.Low) && Close.Equals(other.Close)
        && Volume.Equals(other.Volume) && QuoteVolume.Equals(other.QuoteVolume) && TakerBuyVolume.Equals(other.TakerBuyVolume)
        && TakerBuyQuoteVolume.Equals(other.TakerBuyQuoteVolume) && Trades == other.Trades && Closed == other.Closed;

    public override int GetHashCode() => HashCode.Combine(OpenTime, Open, High, Low, Close, Volume, Trades, Closed);

    /// <summary>Why this cannot be a candle of <paramref name="interval"/>; null when it can.</summary>
    public string? Defect(KlineInterval interval)
    {
        if (!UnixTime.Holds(OpenTime))
            return $"open time {OpenTime} is not between 1970 and 9999";
        if (!interval.IsOpenTime(OpenTime))
            return $"open time {OpenTime} is not on the {interval.ToCode()} grid";
        if (!(double.IsFinite(Open) && double.IsFinite(High) && double.IsFinite(Low) && double.IsFinite(Close)))
            return "a price is not a finite number";
        if (Low <= 0 || High < Math.Max(Open, Close) || Low > Math.Min(Open, Close))
            return $"prices are out of order: open {Open}, high {High}, low {Low}, close {Close}";
        if (!(Volume >= 0 && QuoteVolume >= 0 && TakerBuyVolume >= 0 && TakerBuyQuoteVolume >= 0 && Trades >= 0)
            || !double.IsFinite(Volume + QuoteVolume + TakerBuyVolume + TakerBuyQuoteVolume))
            return "a volume is negative or not a finite number";
        return null;
    }
}
