namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Makes recorded order flow coarser: rows that lie in the same stretch of time become one, whose sums are theirs and whose best prices
/// are those of the last. No volume, trade or book change is lost by it, only when within the stretch they were.
/// </summary>
internal static class FlowConflation
{
    /// <param name="rows">In order of time; what is left lies at the beginning.</param>
    /// <param name="seconds">Length of a stretch; stretches begin at multiples of it.</param>
    /// <returns>How many rows are left.</returns>
    public static int Merge(Span<FlowRow> rows, int seconds)
    {
        var left = 0;
        var length = seconds * 1000L;
        for (var i = 0; i < rows.Length; i++)
        {
            if (left > 0 && rows[left - 1].Bucket.OpenTime / length == rows[i].Bucket.OpenTime / length)
                rows[left - 1] = Join(rows[left - 1], rows[i]);
            else
                rows[left++] = rows[i];
        }

        return left;
    }

    private static FlowRow Join(in FlowRow first, in FlowRow second)
    {
        var (a, b) = (first.Bucket, second.Bucket);
        var end = b.OpenTime + (second.Seconds * 1000L);
        return new FlowRow(
            a with
            {
                Imbalance = a.Imbalance + b.Imbalance,
                BuyVolume = a.BuyVolume + b.BuyVolume,
                SellVolume = a.SellVolume + b.SellVolume,
                BuyQuoteVolume = a.BuyQuoteVolume + b.BuyQuoteVolume,
                SellQuoteVolume = a.SellQuoteVolume + b.SellQuoteVolume,
                Trades = a.Trades + b.Trades,
                BookChanges = a.BookChanges + b.BookChanges,
                BidPrice = b.BidPrice,
                AskPrice = b.AskPrice,
            },
            (int)((end - a.OpenTime) / 1000));
    }
}
