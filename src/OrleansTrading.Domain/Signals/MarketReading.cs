using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Signals;

/// <summary>The market's reading of one instrument and interval at one candle.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="OpenTime">Open time of the candle, Unix milliseconds.</param>
/// <param name="IsOpen">Whether the candle was still open: the reading may change until it closes.</param>
/// <param name="Close">Its close, quote units.</param>
/// <param name="Atr">Average true range at the candle, quote units.</param>
/// <param name="Volatility">Standard deviation of the logarithmic returns, for one candle's length, as a fraction.</param>
/// <param name="Direction">Which way the score points.</param>
/// <param name="Score">-100 (fall) to 100 (rise).</param>
/// <param name="Factors">What the score is made of.</param>
/// <param name="Regime">The regime.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.MarketReading")]
public readonly record struct MarketReading(
    [property: Id(0)] KlineInterval Interval,
    [property: Id(1)] long OpenTime,
    [property: Id(2)] bool IsOpen,
    [property: Id(3)] double Close,
    [property: Id(4)] double Atr,
    [property: Id(5)] double Volatility,
    [property: Id(6)] SignalDirection Direction,
    [property: Id(7)] double Score,
    [property: Id(8)] FactorScores Factors,
    [property: Id(9)] MarketRegime Regime)
{
    /// <summary>A score nearer to zero than this points nowhere.</summary>
    public const double NeutralBelow = 10;

    /// <summary>What the factor of order flow stands on.</summary>
    [Id(10)]
    public OrderFlowSource OrderFlowFrom { get; init; }

    /// <summary>Scores what a series of candles says. Without any factor that counts the score is zero.</summary>
    public static MarketReading Of(KlineInterval interval, in ReadingBasis basis, bool isOpen, in ReadingContext context, in FactorWeights weights)
    {
        var factors = Signals.Factors.Of(basis.Indicators, basis.Facts, context);
        var score = FactorScore.Of(factors, weights) ?? 0;
        return new MarketReading(
            interval, basis.Indicators.OpenTime, isOpen, basis.Indicators.Close, basis.Indicators.Atr14, basis.Indicators.Volatility20,
            DirectionOf(score), score, factors, basis.Regime)
        {
            OrderFlowFrom = factors.OrderFlow is null ? OrderFlowSource.None : context.Flow is null ? OrderFlowSource.Candles : OrderFlowSource.Streams,
        };
    }

    public static SignalDirection DirectionOf(double score) =>
        score >= NeutralBelow ? SignalDirection.Long : score <= -NeutralBelow ? SignalDirection.Short : SignalDirection.Neutral;
}
