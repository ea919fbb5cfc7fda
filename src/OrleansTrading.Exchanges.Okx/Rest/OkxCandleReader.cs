using System.Globalization;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Okx.Rest;

/// <summary>
/// Rows of <c>[time, open, high, low, close, contracts, base volume, quote volume, confirm]</c>, newest first, all of it text; confirm
/// is 1 for a candle that is over.
/// </summary>
internal static class OkxCandleReader
{
    private const int Members = 9;

    /// <summary>Candles oldest first.</summary>
    /// <exception cref="FormatException">A row is not as documented, contradicts itself, or is out of order.</exception>
    public static List<Kline> Read(IReadOnlyList<IReadOnlyList<string?>> rows, KlineInterval interval)
    {
        var klines = new List<Kline>(rows.Count);
        for (var index = rows.Count - 1; index >= 0; index--)
        {
            var kline = Read(rows[index]);
            KlineRows.Append(klines, kline, interval, isPreviousFinal: klines.Count > 0 && klines[^1].Closed);
        }

        return klines;
    }

    private static Kline Read(IReadOnlyList<string?> row)
    {
        if (row.Count < Members || !long.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out var openTime) || row[8] is not ("0" or "1"))
            throw new FormatException($"a candle is '{string.Join(',', row)}'; expected a time, four prices, three volumes, and 0 or 1");
        return new Kline(
            openTime, DecimalText.Parse(row[1], "open"), DecimalText.Parse(row[2], "high"), DecimalText.Parse(row[3], "low"), DecimalText.Parse(row[4], "close"),
            DecimalText.Parse(row[6], "volCcy"), DecimalText.Parse(row[7], "volCcyQuote"), 0, 0, 0, Closed: row[8] == "1");
    }
}
