namespace OrleansTrading.Benchmarks.Running;

/// <summary>One measured value that is told to a machine: held to its target, and compared with an older run.</summary>
/// <param name="Benchmark">By which benchmark or scenario.</param>
/// <param name="Name">Of what, as in its table.</param>
/// <param name="Statistic">Which: <c>p50</c>, <c>p99</c>, <c>rate</c>, <c>bytes</c> ...</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">ms, s, bytes, rows/s ...</param>
/// <param name="Target">The worst that is good enough; null where nothing was promised.</param>
/// <param name="IsMoreBetter">Whether a higher value is a better one, as of rates.</param>
internal sealed record Figure(string Benchmark, string Name, string Statistic, double Value, string Unit, double? Target = null, bool IsMoreBetter = false)
{
    /// <summary>Whether the target is kept; null where there is none.</summary>
    public bool? IsKept => Target is not { } target ? null : IsMoreBetter ? Value >= target : Value <= target;

    /// <summary>The same figure in another run.</summary>
    public string Key => $"{Benchmark} / {Name} / {Statistic}";

    /// <summary>Whether it tells of time or rate: those depend on how fast a machine is.</summary>
    public bool IsOfSpeed => Unit is "ns" or "µs" or "ms" or "s" || Unit.EndsWith("/s", StringComparison.Ordinal);
}
