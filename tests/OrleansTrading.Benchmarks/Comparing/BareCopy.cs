using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Comparing;

/// <summary>What it takes merely to copy something in memory, which whoever hands it on cannot go below.</summary>
internal static class BareCopy
{
    private const int Copies = 1_000;
    private const int Samples = 21;

    /// <param name="bytes">How much.</param>
    /// <returns>Milliseconds, the median of some samples of many copies each.</returns>
    public static double Milliseconds(int bytes)
    {
        var (from, to, times) = (new byte[bytes], new byte[bytes], new double[Samples]);
        Random.Shared.NextBytes(from);
        for (var sample = 0; sample < Samples; sample++)
        {
            var begun = Stopwatch.GetTimestamp();
            for (var copy = 0; copy < Copies; copy++)
                from.CopyTo(to, 0);
            times[sample] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds / Copies;
        }

        Array.Sort(times);
        return times[Samples / 2];
    }
}
