using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Replay;

/// <summary>Captured mark prices, rates and open interest. A time that is there twice counts once, as read last.</summary>
internal sealed class RecordedFunding : IRecordedFunding
{
    private readonly SortedList<long, FundingRow> _funding = [];
    private readonly SortedList<long, OpenInterestRow> _interest = [];

    public void Add(IEnumerable<FundingRow> rows)
    {
        foreach (var row in rows)
        {
            _funding[row.Time] = row;
        }
    }

    public void Add(IEnumerable<OpenInterestRow> rows)
    {
        foreach (var row in rows)
        {
            _interest[row.Time] = row;
        }
    }

    public long? MarkPrice(long time) => Units(At(_funding, time)?.MarkPrice);

    public long? IndexPrice(long time) => Units(At(_funding, time)?.IndexPrice);

    public long? Rate(long time) => Units(At(_funding, time)?.Rate);

    public decimal? OpenInterest(long time) => At(_interest, time)?.Quantity;

    private static long? Units(decimal? value) => value is { } known ? (long)Math.Round(known * PowersOfTen.Of(FundingModel.Decimals)) : null;

    // The newest at or before the time.
    private static T? At<T>(SortedList<long, T> rows, long time)
        where T : class
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows.Keys[middle] <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : rows.Values[low - 1];
    }
}
