using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Exchanges.Binance.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Histories of any shape come whole, in order and once.</summary>
public sealed class BinancePagingTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void Read_OfAnyHistory_BringsEachRowOnce()
    {
        // Runs of rows: how many at one time, and how long after the run before.
        var runs = Gen.Zip(Gen.Choose(1, 2500), Gen.Choose(0, 20)).ListOf();
        Prop.ForAll(runs.ToArbitrary(), shape =>
        {
            var rows = new List<(long Id, long Time)>();
            var time = 100 * Day;
            foreach (var (count, days) in shape.Take(6))
            {
                time += days * Day / 2;
                for (var row = 0; row < count; row++)
                    rows.Add((rows.Count, time));
            }

            // The venue keeps three months.
            var now = time + Day;
            var from = 100 * Day;
            var read = BinancePaging.ReadAsync(
                from, now,
                (start, end) => Page(rows.Where(row => row.Time >= start && row.Time <= Math.Min(end ?? long.MaxValue, start + (7 * Day)))),
                last => Page(rows.Where(row => row.Id > last.Id)), row => row.Time, row => row.Id).GetAwaiter().GetResult();
            return read.SequenceEqual(rows.Where(row => row.Time >= Math.Max(from, now - (89 * Day))));
        }).QuickCheckThrowOnFailure();
    }

    private static Task<IReadOnlyList<(long Id, long Time)>> Page(IEnumerable<(long Id, long Time)> rows) =>
        Task.FromResult<IReadOnlyList<(long Id, long Time)>>([.. rows.Take(1000)]);
}
