using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>One interval's candles of a symbol in the order of time, with possible holes.</summary>
internal sealed class KlineSeries(VenueInterval interval, Candle[] candles)
{
    public VenueInterval Interval { get; } = interval;

    public int Count => candles.Length;

    public ref readonly Candle this[int index] => ref candles[index];

    public long FirstOpen => candles[0].OpenTime;

    public long End => candles[^1].CloseTime + 1;

    public ReadOnlySpan<Candle> Candles => candles;

    /// <summary>Gives a candle the ids of its trades, which the files do not have.</summary>
    public void SetIds(int index, long first, long last)
    {
        candles[index].FirstTradeId = first;
        candles[index].LastTradeId = last;
    }

    /// <summary>Index of the first candle that opens at or after <paramref name="time"/>.</summary>
    public int IndexFrom(long time)
    {
        var low = 0;
        var high = candles.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (candles[middle].OpenTime < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Index of the candle that opens at <paramref name="open"/>, or -1.</summary>
    public int IndexOf(long open)
    {
        var index = IndexFrom(open);
        return index < candles.Length && candles[index].OpenTime == open ? index : -1;
    }
}
