using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>Path data of some candles, by direction.</summary>
/// <param name="Rising">Wicks and bodies of candles that closed at or above their open.</param>
/// <param name="Falling">Wicks and bodies of the others.</param>
/// <param name="RisingVolume">Volume bars, likewise.</param>
/// <param name="FallingVolume">Volume bars of the others.</param>
/// <param name="Gaps">Boxes over slots between candles that have none.</param>
/// <param name="Data">The candles as a JSON array of <c>[openTime, open, high, low, close, volume]</c>.</param>
public sealed record CandleLayer(string Rising, string Falling, string RisingVolume, string FallingVolume, string Gaps, string Data)
{
    public static CandleLayer Of(ReadOnlySpan<Kline> klines, CandleScale scale)
    {
        PathBuilder rising = new(), falling = new(), risingVolume = new(), fallingVolume = new(), gaps = new();
        var expected = -1;
        foreach (ref readonly var kline in klines)
        {
            if (kline.OpenTime < scale.FirstOpenTime)
                continue;
            var rises = kline.Close >= kline.Open;
            scale.AddCandle(rises ? rising : falling, kline);
            scale.AddVolume(rises ? risingVolume : fallingVolume, kline);
            var slot = scale.SlotOf(kline.OpenTime);
            if (expected >= 0 && slot > expected)
                gaps.Box(expected * CandleScale.SlotWidth, 0, (slot - expected) * CandleScale.SlotWidth, CandleScale.PriceHeight);
            expected = slot + 1;
        }

        return new CandleLayer(
            rising.ToString(), falling.ToString(), risingVolume.ToString(), fallingVolume.ToString(), gaps.ToString(), CandleData.Write(klines));
    }
}
