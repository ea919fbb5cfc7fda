using System.ComponentModel;
using System.Runtime.CompilerServices;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Benchmarks.Books;

/// <summary>
/// One order book of 500 levels a side, kept in step by the ids of its updates, on one core. An update is one message of the venue: its
/// ids are checked, all its changed levels applied, and the book is checked for crossing. Beside it what copying the same levels takes.
/// </summary>
[Description("Order books: depth updates applied in step with their ids, and the same levels merely copied")]
internal static class BookBenchmark
{
    private const int Runs = 9;
    private const int Repeats = 10;
    private const int Messages = 20_000;

    public static async Task RunAsync(Report report)
    {
        var single = new MadeUpDiffs(seed: 1, Messages, least: 1, most: 1);
        var few = new MadeUpDiffs(seed: 2, Messages, least: 4, most: 10);
        var many = new MadeUpDiffs(seed: 3, Messages, least: 20, most: 50);
        await report.WriteLineAsync($"""
            ## Order books: seeded updates of a book of 500 levels a side, one core's time, p50 of {Runs} runs

            | update | levels in it | updates a second | target | levels a second | allocated | the same levels copied |
            |---|---:|---:|---:|---:|---:|---:|
            {Row(report, "one level", single)}
            {Row(report, "4 to 10 levels", few)}
            {Row(report, "20 to 50 levels: 100 ms of a busy market", many)}

            """);
    }

    private static string Row(Report report, string title, MadeUpDiffs diffs)
    {
        var sync = new BookSync(new BookRules(Levels: 500, RefillBelow: 50));
        var scratch = new BookLevel[64];
        var (applied, bytes) = Measure(() => Apply(sync, diffs));
        var (copied, _) = Measure(() => Copy(diffs, scratch));
        var levels = (double)diffs.Messages.Sum(message => message.Bids.Length + message.Asks.Length);
        report.AddRate(title, Messages / applied, "updates/s", 1_000_000);
        report.Add(title, "allocated", bytes, "bytes");
        return $"| {title} | {levels / Messages:N1} | {Messages / applied:N0} | 1,000,000 | {levels / applied:N0} | {bytes} B | {Messages / copied:N0} updates/s |";
    }

    /// <summary>Processor time, so that others who use the machine do not count; bytes are the fewest of a run, for the runtime itself allocates now and then.</summary>
    private static (double Seconds, long Bytes) Measure(Action run)
    {
        var times = new double[Runs];
        var bytes = long.MaxValue;
        for (var warm = 0; warm < Runs; warm++)
            run();
        for (var i = 0; i < Runs; i++)
        {
            var (allocated, used) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.UserTime);
            for (var repeat = 0; repeat < Repeats; repeat++)
                run();
            times[i] = (Environment.CpuUsage.UserTime - used).TotalSeconds / Repeats;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }

        return (times.Order().ElementAt(Runs / 2), bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Apply(BookSync sync, MadeUpDiffs diffs)
    {
        sync.OnDiff(new BookDiff(1, 0, 1, diffs.StartBids, diffs.StartAsks, isWhole: true));
        var id = 1L;
        foreach (var (bids, asks) in diffs.Messages)
        {
            if (sync.OnDiff(new BookDiff(id + 1, id, id, bids, asks)) != BookStep.Applied)
                throw new InvalidOperationException($"Update {id} was not applied: {sync.Phase}, {sync.Defect}.");
            id++;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Copy(MadeUpDiffs diffs, BookLevel[] scratch)
    {
        foreach (var (bids, asks) in diffs.Messages)
        {
            bids.CopyTo(scratch, 0);
            asks.CopyTo(scratch, bids.Length);
        }
    }
}
