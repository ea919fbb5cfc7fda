using System.ComponentModel;
using System.Diagnostics;
using OrleansTrading.Domain.Tests.Accounts.Chaos;

namespace OrleansTrading.Benchmarks.OrderPath;

/// <summary>
/// The order path, a million times, with everything going wrong that can: each run has a seed, a venue of its own and activations that end
/// between any two steps, and is held to the venue's own books at its end. A run that does not hold is named by its seed.
/// </summary>
[Description("The order path under chaos: 1,000,000 seeded runs; duplicate orders, lost fills, unbalanced books")]
internal static class OrderPathBenchmark
{
    private const int Runs = 1_000_000;
    private const int Piece = 1_000;

    public static async Task RunAsync(Report report)
    {
        var (tally, wrong, next) = (new ChaosTally(), new List<string>(), -1);
        var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.UserTime);
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (Interlocked.Increment(ref next) is var piece && piece < Runs / Piece)
                {
                    report.At($"run {piece * Piece:N0} of {Runs:N0}");
                    RunPiece(piece * Piece, tally, wrong);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(workers);
        var (wall, cores) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.UserTime - used).TotalSeconds);
        await report.WriteLineAsync($"""
            ## Order path: {Runs:N0} seeded runs with faults, {Environment.ProcessorCount} threads

            {wall:N0} s, {Runs / wall:N0} runs a second, {Runs / cores:N0} a second of one core's time.

            | | of {Runs:N0} runs | target |
            |---|---:|---:|
            | runs in which anything did not hold | {wrong.Count:N0} | 0 |

            Held in every run: no intent was two orders at the venue, no request left before its intent was stored, every execution of the
            venue is booked once, cash, cost and fees balance to the last unit, every position is the venue's, nothing is reserved for an
            order that has ended, no difference was believed that was none, a replay of the events is the account.

            | what happened | times |
            |---|---:|
            {string.Join('\n', Enumerable.Range(0, (int)ChaosCount.Last).Select(i => (ChaosCount)i).Select(what => $"| {what} | {tally[what]:N0} |"))}

            """);
        report.Add("runs in which anything did not hold", "count", wrong.Count, "runs", 0);
        report.AddRate("runs", Runs / wall, "runs/s");
        if (wrong.Count > 0)
            throw new InvalidOperationException($"{wrong.Count} of {Runs} runs did not hold:\n{string.Join('\n', wrong.Take(20))}");
    }

    private static void RunPiece(int first, ChaosTally all, List<string> wrong)
    {
        var tally = new ChaosTally();
        var found = new List<string>();
        for (var seed = first; seed < first + Piece; seed++)
        {
            var world = new ChaosWorld(seed);
            if (world.Run() is { } reason)
                found.Add($"seed {seed}: {reason}");
            tally.Add(world.Tally);
        }

        lock (wrong)
        {
            all.Add(tally);
            wrong.AddRange(found);
        }
    }
}
