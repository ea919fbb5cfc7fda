using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage;

/// <summary>The checks that every store makes before it saves anything.</summary>
internal static class KlineArguments
{
    /// <remarks>The last millisecond of the year 9999.</remarks>
    private const long LatestTime = 253_402_300_799_999;

    public static void CheckClosed(KlineInterval interval, IReadOnlyList<Kline> klines)
    {
        for (var i = 0; i < klines.Count; i++)
        {
            var kline = klines[i];
            var defect = !kline.Closed ? "it is open"
                : kline.OpenTime is < 0 or > LatestTime ? $"its open time {kline.OpenTime} is out of range"
                : kline.Defect(interval);
            if (defect is not null)
                throw new ArgumentException($"Expected closed {interval.ToCode()} candles; number {i} of {klines.Count}, at {kline.OpenTime}, cannot be saved: {defect}.", nameof(klines));
        }
    }
}
