using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>Every closed candle of a stretch of time.</summary>
/// <param name="Klines">Oldest first.</param>
/// <param name="From">First open time of the stretch, Unix milliseconds.</param>
/// <param name="To">First open time after it.</param>
public sealed record OlderRange(ImmutableArray<Kline> Klines, long From, long To)
{
    public static OlderRange None { get; } = new([], 0, 0);

    public bool Covers(long from, long before) => From <= from && before <= To;
}
