using System.Text.Json.Serialization;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>
/// What came of a signal by the closed candles after its own, as if it had been entered at its entry, without fees, funding or slippage.
/// R is the distance from entry to stop.
/// </summary>
/// <param name="Kind">What came of it. A candle that reaches target and stop both counts as stopped; without a candle nobody can tell.</param>
/// <param name="Target">The target that counted, in units of the quote asset; null while it is open.</param>
/// <param name="TimeLimit">Candles that it had; null while it is open.</param>
/// <param name="Candles">Candles that it took; of an unknown one those before the first that is missing; null while it is open.</param>
/// <param name="At">End of the candle that decided, in Unix milliseconds; of an unknown one the open time of the missing candle; null while it is open.</param>
/// <param name="Exit">Price at which it ended, in units of the quote asset.</param>
/// <param name="R">Result in R: -1 is the stop.</param>
/// <param name="Percent">Result as percent of the entry.</param>
/// <param name="Favourable">Farthest that the price is known to have gone its way before the end, in R.</param>
/// <param name="Adverse">Farthest that the price is known to have gone against it before the end, in R.</param>
/// <param name="BothTouched">Whether the candle that decided reached target and stop both, so that which came first is not known.</param>
internal sealed record OutcomeView(
    [property: JsonConverter(typeof(OutcomeKindWord))] OutcomeKind Kind,
    double? Target,
    int? TimeLimit,
    int? Candles,
    long? At,
    double? Exit,
    double? R,
    double? Percent,
    double? Favourable,
    double? Adverse,
    bool BothTouched)
{
    public static OutcomeView Of(SignalOutcome? outcome) => outcome is null
        ? new OutcomeView(OutcomeKind.Open, null, null, null, null, null, null, null, null, null, false)
        : new OutcomeView(
            outcome.Kind, outcome.Target, outcome.TimeLimit, outcome.Candles, outcome.At, outcome.Exit, Round(outcome.R), Round(outcome.Percent),
            Round(outcome.Favourable), Round(outcome.Adverse), outcome.BothTouched);

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}
