using Orleans;

namespace OrleansTrading.Domain.Signals;

/// <summary>How often signals of one kind reached their target.</summary>
/// <param name="Signals">All of them.</param>
/// <param name="Targets">That reached the target.</param>
/// <param name="Stops">That reached the stop, or both within one candle.</param>
/// <param name="Times">That reached neither in time.</param>
/// <param name="Open">Not decided yet. They take no part in the rate.</param>
/// <param name="Unknown">Of which a candle is missing. They take no part in the rate.</param>
/// <param name="BothTouched">Of the stopped, those of which one candle reached both.</param>
/// <param name="Rate">Targets among all that are decided (targets, stops, times), 0 to 1; null while none is.</param>
/// <param name="Confidence">Within what the true rate lies with 95 % confidence, were the signals independent of each other.</param>
/// <param name="MeanR">Mean result of the decided, in R; null while none is.</param>
/// <param name="MeanCandles">Mean candles that the decided took; null while none is.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.HitRate")]
public sealed record HitRate(
    [property: Id(0)] int Signals,
    [property: Id(1)] int Targets,
    [property: Id(2)] int Stops,
    [property: Id(3)] int Times,
    [property: Id(4)] int Open,
    [property: Id(5)] int Unknown,
    [property: Id(6)] int BothTouched,
    [property: Id(7)] double? Rate,
    [property: Id(8)] WilsonInterval Confidence,
    [property: Id(9)] double? MeanR,
    [property: Id(10)] double? MeanCandles)
{
    /// <summary>How many are decided.</summary>
    public int Decided => Targets + Stops + Times;
}
