using Orleans;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// What came of a signal by the closed candles after its own, as if it had been entered at its entry: without fees, funding or slippage.
/// R is the distance from entry to stop. Results and excursions are absent where the outcome is unknown.
/// </summary>
/// <param name="Kind">What came of it.</param>
/// <param name="Target">The target that counted, quote units.</param>
/// <param name="TimeLimit">Candles that it had.</param>
/// <param name="Candles">Candles after its own that it took; of an unknown one those before the first that is missing.</param>
/// <param name="At">End of the candle that decided, or of the last one so far; of an unknown one the open time of the missing candle. Unix milliseconds.</param>
/// <param name="Exit">Price at which it ended, quote units: target or stop, or the open of a candle that begins beyond it, or the last close.</param>
/// <param name="R">Result in R: -1 is the stop.</param>
/// <param name="Percent">Result as percent of the entry.</param>
/// <param name="Favourable">Farthest that the price is known to have gone its way before the end, in R, 0 or more.</param>
/// <param name="Adverse">Farthest that the price is known to have gone against it before the end, in R, 0 or more.</param>
/// <param name="BothTouched">Whether the candle that decided reached target and stop both. Which came first is not known; it counts as stopped.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SignalOutcome")]
public sealed record SignalOutcome(
    [property: Id(0)] OutcomeKind Kind,
    [property: Id(1)] double Target,
    [property: Id(2)] int TimeLimit,
    [property: Id(3)] int Candles,
    [property: Id(4)] long At,
    [property: Id(5)] double? Exit,
    [property: Id(6)] double? R,
    [property: Id(7)] double? Percent,
    [property: Id(8)] double? Favourable,
    [property: Id(9)] double? Adverse,
    [property: Id(10)] bool BothTouched);
