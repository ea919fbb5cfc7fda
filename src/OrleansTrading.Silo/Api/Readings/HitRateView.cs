using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>How often signals of one kind reached their target.</summary>
/// <param name="Group">Which signals: a score band such as 50-60, an interval, a direction, or all.</param>
/// <param name="Signals">All of them.</param>
/// <param name="Targets">That reached the target.</param>
/// <param name="Stops">That reached the stop, or both within one candle.</param>
/// <param name="Times">That reached neither in time.</param>
/// <param name="Open">Not decided yet; they take no part in the rate.</param>
/// <param name="Unknown">Of which a candle is missing; they take no part in the rate.</param>
/// <param name="BothTouched">Of the stopped, those of which one candle reached both.</param>
/// <param name="Rate">Targets among the decided (targets, stops, times), from 0 to 1; null while none is decided.</param>
/// <param name="Low">Lower end of the rate's interval of 95 % confidence (Wilson), from 0 to 1.</param>
/// <param name="High">Upper end of the rate's interval of 95 % confidence (Wilson), from 0 to 1.</param>
/// <param name="MeanR">Mean result of the decided in R; null while none is decided.</param>
/// <param name="MeanCandles">Mean candles that the decided took; null while none is decided.</param>
internal sealed record HitRateView(
    string Group,
    int Signals,
    int Targets,
    int Stops,
    int Times,
    int Open,
    int Unknown,
    int BothTouched,
    double? Rate,
    double Low,
    double High,
    double? MeanR,
    double? MeanCandles)
{
    public static HitRateView Of(string group, HitRate rate) => new(
        group, rate.Signals, rate.Targets, rate.Stops, rate.Times, rate.Open, rate.Unknown, rate.BothTouched, Round(rate.Rate),
        Math.Round(rate.Confidence.Low, 4), Math.Round(rate.Confidence.High, 4), Round(rate.MeanR), Round(rate.MeanCandles));

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
