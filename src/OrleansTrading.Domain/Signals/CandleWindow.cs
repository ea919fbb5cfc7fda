using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Signals;

/// <summary>The last few closed candles of one series, for the facts that no indicator gives. Allocates nothing after its making.</summary>
public sealed class CandleWindow
{
    /// <summary>Candles over which a return is taken.</summary>
    public const int ReturnCandles = 20;

    /// <summary>Candles over which the takers' share is taken.</summary>
    public const int FlowCandles = 10;

    private const int Size = 32;

    private readonly double[] _closes = new double[Size];
    private readonly double[] _volumes = new double[Size];
    private readonly double[] _takerBuys = new double[Size];
    private int _count;

    public void Add(in Kline closed)
    {
        var slot = _count++ % Size;
        (_closes[slot], _volumes[slot], _takerBuys[slot]) = (closed.Close, closed.Volume, closed.TakerBuyVolume);
    }

    /// <summary>Forgets every candle.</summary>
    public void Reset() => _count = 0;

    /// <summary>The return up to the candle that is <paramref name="back"/> (0 to 1) before the newest; NaN when there are too few.</summary>
    public double Return(int back) => _count - 1 - back < ReturnCandles
        ? double.NaN
        : Ratio(_closes[(_count - 1 - back) % Size], _closes[(_count - 1 - back - ReturnCandles) % Size]);

    /// <summary>The return up to a candle that is still open.</summary>
    public double Return(in Kline open) => _count < ReturnCandles ? double.NaN : Ratio(open.Close, _closes[(_count - ReturnCandles) % Size]);

    /// <summary>The takers' buying share; NaN when nothing was traded, or the venue does not tell who the taker was.</summary>
    public double TakerBuyShare() => Share(0, 0, FlowCandles);

    /// <summary>The same with a candle that is still open as the newest.</summary>
    public double TakerBuyShare(in Kline open) => Share(open.Volume, open.TakerBuyVolume, FlowCandles - 1);

    private static double Ratio(double now, double then) => then > 0 ? (now / then) - 1 : double.NaN;

    private double Share(double newestVolume, double newestTakerBuy, int candles)
    {
        if (_count < candles)
            return double.NaN;
        // Oldest first, whether the newest is closed or not: the sums are the same to the last bit.
        double volume = 0, takerBuy = 0;
        for (var i = _count - candles; i < _count; i++)
        {
            volume += _volumes[i % Size];
            takerBuy += _takerBuys[i % Size];
        }

        (volume, takerBuy) = (volume + newestVolume, takerBuy + newestTakerBuy);
        // A venue that does not know the takers leaves every candle's part at zero.
        return volume > 0 && takerBuy > 0 ? Math.Min(takerBuy / volume, 1) : double.NaN;
    }
}
