using System.Diagnostics;
using System.Globalization;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>How long each of many runs took, by the wall clock.</summary>
internal sealed class LatencySamples(int capacity)
{
    /// <summary>The columns of <see cref="Row"/>.</summary>
    public const string Header = "| | p50 | p75 | p90 | p95 | p99 | p99.9 | target p99 | runs | allocated a run |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

    /// <summary>The percentiles that are told, as shares of one.</summary>
    public static readonly double[] Shares = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999];

    private readonly long[] _ticks = new long[capacity];
    private int _count;

    /// <summary>Bytes that the measuring thread allocated in the measured runs; null where the work is another thread's.</summary>
    public long? Allocated { get; set; }

    /// <summary>Runs a step until it is compiled, and then measures every single run of it.</summary>
    public static LatencySamples Measure(Action<int> step, int warmUps, int runs)
    {
        var samples = new LatencySamples(runs);
        for (var i = 0; i < warmUps; i++)
            step(i);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            step(i);
            samples.Add(Stopwatch.GetTimestamp() - started);
        }

        samples.Allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return samples;
    }

    /// <summary>The same for a step that is awaited; of the whole process's allocations.</summary>
    public static async Task<LatencySamples> MeasureAsync(Func<int, Task> step, int warmUps, int runs)
    {
        var samples = new LatencySamples(runs);
        for (var i = 0; i < warmUps; i++)
            await step(i);
        var allocated = GC.GetTotalAllocatedBytes();
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await step(i);
            samples.Add(Stopwatch.GetTimestamp() - started);
        }

        samples.Allocated = GC.GetTotalAllocatedBytes() - allocated;
        return samples;
    }

    public void Add(long stopwatchTicks) => _ticks[_count++] = stopwatchTicks;

    /// <summary>Milliseconds that this share of the runs did not exceed.</summary>
    public double Percentile(double share)
    {
        var sorted = _ticks[.._count];
        Array.Sort(sorted);
        return Stopwatch.GetElapsedTime(0, sorted[Math.Clamp((int)Math.Ceiling(share * _count) - 1, 0, _count - 1)]).TotalMilliseconds;
    }

    public double? AllocatedPerRun => Allocated is { } bytes ? (double)bytes / _count : null;

    /// <summary>As p99.9.</summary>
    public static string Name(double share) => string.Create(CultureInfo.InvariantCulture, $"p{share * 100:0.#}");

    /// <param name="title">Of what.</param>
    /// <param name="target">Milliseconds, of the 99th percentile.</param>
    public string Row(string title, double? target = null)
    {
        var percentiles = string.Join(" | ", Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{Percentile(share):0.#####} ms")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {percentiles} | {(target is { } most ? $"{most:0.###} ms" : "")} | {_count:N0} | {(AllocatedPerRun is { } bytes ? $"{bytes:N0} B" : "not measured")} |");
    }
}
