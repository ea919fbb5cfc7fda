using BenchmarkDotNet.Attributes;
using OrleansTrading.Benchmarks.Trading;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>An order held to every limit of its account.</summary>
public class RiskParts
{
    private MadeUpRisk _loose = null!;
    private MadeUpRisk _tight = null!;
    private int _run;

    /// <summary>Of its account.</summary>
    [Params(10, 100, 1_000)]
    public int Positions { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        (_loose, _tight) = (new MadeUpRisk(Positions, isCut: false), new MadeUpRisk(Positions, isCut: true));
    }

    [Benchmark(Description = "risk check, no limit breached, positions")]
    public void Pass() => _loose.Check(_run++);

    [Benchmark(Description = "risk check, cut to what a limit leaves, positions")]
    public void Cut() => _tight.Check(_run++);
}
