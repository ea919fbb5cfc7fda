using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>
/// Where candles stand. Each interval of time has a slot, so that a missing candle leaves a hole; the newest candle stands
/// in the last slot. Prices run to round numbers, so that the scale holds still while the newest candle moves.
/// </summary>
/// <param name="FirstOpenTime">Open time of the first slot, Unix milliseconds.</param>
/// <param name="Interval">Length of a slot.</param>
/// <param name="Slots">Number of slots.</param>
/// <param name="Price">Round prices that enclose all candles.</param>
/// <param name="Volume">Round volumes from zero that enclose all candles.</param>
public sealed record CandleScale(long FirstOpenTime, KlineInterval Interval, int Slots, NiceTicks Price, NiceTicks Volume)
{
    public const double SlotWidth = 10;

    public const double PriceHeight = 1000;

    public const double VolumeHeight = 200;

    private const double BodyWidth = 6.6;

    private const int FewestSlots = 60;

    public double Width => Slots * SlotWidth;

    /// <summary>The scale of a series, oldest candle first; null when it is empty.</summary>
    public static CandleScale? Of(ImmutableArray<Kline> klines, KlineInterval interval, int capacity)
    {
        if (klines.IsDefaultOrEmpty)
            return null;
        var length = interval.ToMilliseconds();
        var newest = klines[^1].OpenTime;
        var span = ((newest - klines[0].OpenTime) / length) + 1;
        var slots = (int)Math.Clamp(span, Math.Min(FewestSlots, capacity), capacity);
        return Of(klines, interval, newest - ((slots - 1) * length), slots);
    }

    /// <summary>The scale of so many slots from an open time on; null when no candle is among them.</summary>
    public static CandleScale? Of(ImmutableArray<Kline> klines, KlineInterval interval, long first, int slots)
    {
        var end = first + (slots * interval.ToMilliseconds());
        var (low, high, volume) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        foreach (ref readonly var kline in klines.AsSpan())
        {
            if (kline.OpenTime >= first && kline.OpenTime < end)
                (low, high, volume) = (Math.Min(low, kline.Low), Math.Max(high, kline.High), Math.Max(volume, kline.Volume));
        }

        return low > high ? null : new CandleScale(first, interval, slots, NiceTicks.Enclosing(low, high, 6), NiceTicks.Enclosing(0, volume, 2));
    }

    public int SlotOf(long openTime) => (int)((openTime - FirstOpenTime) / Interval.ToMilliseconds());

    public static double Middle(int slot) => (slot + 0.5) * SlotWidth;

    public double PriceToY(double price) => new LinearScale(Price.First, Price.Last, PriceHeight, 0)[price];

    public double PriceToPercent(double price) => Percent(PriceToY(price), PriceHeight);

    public double VolumeToY(double volume) => new LinearScale(Volume.First, Volume.Last, VolumeHeight, 0)[volume];

    public IEnumerable<AxisLabel> PriceLabels() =>
        Enumerable.Range(0, Price.Count).Select(i => new AxisLabel(Formatting.Figures.Price(Price[i], Price.Decimals), PriceToPercent(Price[i])));

    public IEnumerable<AxisLabel> TimeLabels(int atMost, Formatting.UserZone zone)
    {
        var length = Interval.ToMilliseconds();
        var step = Math.Max(TimeTicks.StepFor(Slots * length, atMost), length);
        foreach (var (time, text) in TimeTicks.Between(FirstOpenTime, FirstOpenTime + (Slots * length), step, zone))
        {
            // A label at the very edge would be cut off.
            if (Percent(Middle(SlotOf(time)), Width) is var percent and > 2.5 and < 97.5)
                yield return new AxisLabel(text, percent);
        }
    }

    /// <summary>Wick and body of one candle.</summary>
    public void AddCandle(PathBuilder path, in Kline kline)
    {
        var middle = Middle(SlotOf(kline.OpenTime));
        var (top, bottom) = (PriceToY(Math.Max(kline.Open, kline.Close)), PriceToY(Math.Min(kline.Open, kline.Close)));
        path.MoveTo(middle, PriceToY(kline.High)).VerticalTo(PriceToY(kline.Low));
        path.Box(middle - (BodyWidth / 2), top, BodyWidth, Math.Max(bottom - top, 0.5));
    }

    public void AddVolume(PathBuilder path, in Kline kline)
    {
        var top = VolumeToY(kline.Volume);
        path.Box(Middle(SlotOf(kline.OpenTime)) - (BodyWidth / 2), top, BodyWidth, VolumeHeight - top);
    }

    private static double Percent(double part, double whole) => Math.Round(part / whole * 100, 2);
}
