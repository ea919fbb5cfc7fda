using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>
/// Which candles are wanted. With a start: the first <paramref name="Limit"/> from there. With an end alone: the last
/// ones up to there. With neither: the newest.
/// </summary>
/// <param name="Interval">Candle length.</param>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
/// <param name="StartTime">First open time, inclusive, Unix milliseconds.</param>
/// <param name="EndTime">Last open time, inclusive, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.KlineQuery")]
public sealed record KlineQuery(
    [property: Id(0)] KlineInterval Interval,
    [property: Id(1)] int Limit,
    [property: Id(2)] long? StartTime,
    [property: Id(3)] long? EndTime)
{
    public const int MaxLimit = 1500;

    /// <summary>
    /// Whether no one looks at the answer as it comes: what is not held is then asked of the venue behind all that is followed, for as long as a call may take.
    /// </summary>
    [Id(4)]
    public bool CanWait { get; init; }
}
