using System.Globalization;
using System.Text;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>Candles for the script that shows the one under the pointer.</summary>
internal static class CandleData
{
    public static string Write(ReadOnlySpan<Kline> klines)
    {
        var text = new StringBuilder("[");
        foreach (ref readonly var kline in klines)
        {
            if (text.Length > 1)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture,
                $"[{kline.OpenTime},{kline.Open:R},{kline.High:R},{kline.Low:R},{kline.Close:R},{kline.Volume:G8}]");
        }

        return text.Append(']').ToString();
    }
}
