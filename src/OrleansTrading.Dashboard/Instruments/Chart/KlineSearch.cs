using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Chart;

internal static class KlineSearch
{
    /// <summary>Index of the first candle that opens at or after a time; the length when there is none. Oldest first.</summary>
    public static int LowerBound(this ReadOnlySpan<Kline> klines, long openTime)
    {
        var (low, high) = (0, klines.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (klines[middle].OpenTime < openTime)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
