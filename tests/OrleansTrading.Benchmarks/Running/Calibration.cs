using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// A fixed piece of work, the same on every machine: arithmetic, branches, memory that no cache holds whole. Two runs are compared by how
/// long each took beside it, for machines differ, and the same machine differs from hour to hour.
/// </summary>
internal static class Calibration
{
    private const int Words = 4 << 20;
    private const int Steps = 20_000_000;
    private const int Runs = 5;

    /// <returns>Nanoseconds a step, the median of five.</returns>
    public static double Measure()
    {
        var memory = new int[Words];
        for (var i = 0; i < Words; i++)
            memory[i] = (int)((i * 2_654_435_761L) & (Words - 1));
        Span<double> times = stackalloc double[Runs];
        var sum = 0L;
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            sum += Walk(memory, run);
            times[run] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Steps;
        }

        times.Sort();
        return sum == 0 ? throw new InvalidOperationException("The walk went nowhere.") : times[Runs / 2];
    }

    private static long Walk(int[] memory, int start)
    {
        var (at, sum) = (start, 0L);
        for (var i = 0; i < Steps; i++)
        {
            // Every sixteenth step leaves the cache.
            at = (i & 15) == 0 ? memory[at ^ (i & (Words - 1))] : (at + 1) & (Words - 1);
            sum += (sum & 1) == 0 ? memory[at] : at;
        }

        return sum;
    }
}
