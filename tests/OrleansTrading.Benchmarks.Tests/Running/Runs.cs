using OrleansTrading.Benchmarks.Running;

namespace OrleansTrading.Benchmarks.Tests.Running;

/// <summary>Reports of runs that never were.</summary>
internal static class Runs
{
    /// <summary>Of one benchmark, its calibration loop at this many nanoseconds a step.</summary>
    public static RunReport Of(double calibration, params Figure[] figures) =>
        new("made up", 1, new Dictionary<string, string> { ["processor"] = "one" }, new RunSettings(), [ResultOf(calibration, figures)]);

    public static BenchmarkResult ResultOf(double calibration, params Figure[] figures) =>
        new("one", 12.4, calibration, 3_000_000, 50_000_000, 7, null, "text", figures);

    /// <summary>A time: less is better.</summary>
    public static Figure Time(double value, double? target = null, string unit = "ms") => new("one", "step", "p50", value, unit, target);

    /// <summary>A rate: more is better.</summary>
    public static Figure Rate(double value, double? target = null) => new("one", "rows", "rate", value, "rows/s", target, IsMoreBetter: true);

    /// <summary>What no machine changes.</summary>
    public static Figure Bytes(double value, double? target = null) => new("one", "step", "allocated", value, "bytes", target);
}
