using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Mean typical price since the session began, weighted by volume; NaN while nothing was traded in it. Sessions are of one length
/// and follow each other from the Unix epoch on: days begin at midnight UTC.
/// </summary>
/// <param name="sessionMilliseconds">Length of a session.</param>
public sealed class SessionVwap(long sessionMilliseconds = SessionVwap.Day) : CandleIndicator<double>(1, double.NaN)
{
    public const long Day = 86_400_000;

    private readonly long _length = Positive(sessionMilliseconds);
    private PriceAggregate _price;
    private long _session = long.MinValue;

    /// <summary>The values after each candle.</summary>
    public static double[] Compute(ReadOnlySpan<Kline> klines, long sessionMilliseconds = Day) => Run(new SessionVwap(sessionMilliseconds), klines);

    internal override double Next(in Kline input, bool commit)
    {
        var session = Math.DivRem(input.OpenTime, _length) is var (whole, rest) && rest < 0 ? whole - 1 : whole;
        var one = new PriceAggregate(input.Volume, Typical.PriceOf(input));
        var price = session == _session ? PriceAggregate.Join(_price, 1, one, 1) : one;
        if (commit)
            (_session, _price) = (session, price);
        return price.PriceOrNaN;
    }

    private protected override void Clear() => (_price, _session) = (default, long.MinValue);

    private static long Positive(long length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return length;
    }
}
