using System.Globalization;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Candles;

/// <summary>Longer candles by grouping, with volumes added as decimals of their shortest text.</summary>
internal static class RollUpOracle
{
    public static Kline[] RollUp(IEnumerable<Kline> parts, KlineInterval interval) =>
        [.. parts.GroupBy(part => interval.OpenTimeOf(part.OpenTime)).Select(group => Sum(group.Key, [.. group]))];

    public static Kline Sum(long openTime, Kline[] parts)
    {
        var traded = parts.Where(part => part.Trades > 0 || part.Volume > 0).DefaultIfEmpty(parts[^1]).ToArray();
        return new Kline(
            openTime, traded[0].Open, traded.Max(part => part.High), traded.Min(part => part.Low), traded[^1].Close,
            Add(parts, part => part.Volume), Add(parts, part => part.QuoteVolume),
            Add(parts, part => part.TakerBuyVolume), Add(parts, part => part.TakerBuyQuoteVolume),
            parts.Sum(part => part.Trades), Closed: true);
    }

    private static double Add(Kline[] parts, Func<Kline, double> value) =>
        double.Parse(
            parts.Sum(part => decimal.Parse(value(part).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture))
                .ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
}
