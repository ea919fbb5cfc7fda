using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.TestingHost;
using OrleansTrading.Grains.Cluster;

namespace OrleansTrading.Benchmarks.Engine;

/// <summary>What counting and timing grain calls costs: the same calls with and without, in turns, so that both meet the machine alike.</summary>
[Description("counted-call: what counting and timing a grain call costs")]
internal static class CountedCallBenchmark
{
    private const int Calls = 100_000;
    private const int Rounds = 61;

    public static async Task RunAsync(Report report)
    {
        await using var plain = Build(counted: false);
        await using var counted = Build(counted: true);
        await plain.DeployAsync();
        await counted.DeployAsync();
        await report.WriteLineAsync();
        await report.WriteLineAsync("| counting and timing calls | without | with | more |");
        await report.WriteLineAsync("|---|---|---|---|");
        await CompareAsync(report, "empty call, `Task<long>`", plain, counted, static (g, times) => RepeatAsync(times, () => g.Add(1)));
        await CompareAsync(report, "empty call, `ValueTask<long>`", plain, counted, static (g, times) => RepeatAsync(times, async () => await g.Peek()));
        await CompareAsync(report, "empty call from grain to grain", plain, counted, static (g, times) => g.CallOther(4, times));
        await CompareAsync(report, "call that waits for its turn once", plain, counted, static (g, times) => RepeatAsync(times, g.Yield));
    }

    private static InProcessTestCluster Build(bool counted)
    {
        var builder = new InProcessTestClusterBuilder(1);
        if (counted)
            builder.ConfigureSilo((_, silo) => silo.Services.AddGrainCallCounts());
        return builder.Build();
    }

    private static async Task CompareAsync(
        Report report, string name, InProcessTestCluster plain, InProcessTestCluster counted, Func<IBenchmarkGrain, int, Task> run)
    {
        IBenchmarkGrain[] grains = [GrainOf(plain), GrainOf(counted)];
        List<double>[] times = [[], []];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var index in round % 2 == 0 ? new[] { 0, 1 } : [1, 0])
            {
                var started = Stopwatch.GetTimestamp();
                await run(grains[index], Calls);
                // The first rounds meet code that is yet to be compiled well.
                if (round >= Rounds / 3)
                    times[index].Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / Calls);
            }
        }

        // Of each round the two stand side by side: what else the machine does weighs on both.
        var ratio = Median([.. times[0].Zip(times[1], (one, other) => other / one)]);
        var (without, with) = (Median(times[0]), Median(times[1]));
        await report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {without:F0} ns | {with:F0} ns | {(ratio - 1) * 100:F1} % |"));
    }

    private static IBenchmarkGrain GrainOf(InProcessTestCluster cluster) =>
        cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>().GetGrain<IBenchmarkGrain>(3);

    private static async Task RepeatAsync(int times, Func<Task> call)
    {
        for (var i = 0; i < times; i++)
            await call();
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
