using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Storage.PostgreSql.Candles;

/// <summary>A candle as it goes into the table.</summary>
internal readonly record struct KlineRow(int Series, Kline Kline) : IComparable<KlineRow>
{
    public int CompareTo(KlineRow other) =>
        Series == other.Series ? Kline.OpenTime.CompareTo(other.Kline.OpenTime) : Series.CompareTo(other.Series);

    /// <summary>
    /// Rows in the order of the table's key, each key once, with what saving one after another would have left. Writers that meet at the
    /// same rows then take them in the same order.
    /// </summary>
    public static List<KlineRow> Fold(List<KlineRow> saved)
    {
        var sorted = IsSorted(saved) ? saved : [.. saved.Order()];
        var folded = new List<KlineRow>(sorted.Count);
        foreach (var row in sorted)
        {
            if (folded.Count == 0 || folded[^1].CompareTo(row) != 0)
                folded.Add(row);
            else if (folded[^1].Kline != row.Kline || row.Kline.Repaired)
                folded[^1] = row;
        }

        return folded;
    }

    private static bool IsSorted(List<KlineRow> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i - 1].CompareTo(rows[i]) > 0)
                return false;
        }

        return true;
    }
}
