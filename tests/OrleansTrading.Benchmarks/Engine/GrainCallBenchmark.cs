using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.TestingHost;

namespace OrleansTrading.Benchmarks.Engine;

/// <summary>What a grain call costs within one silo, on whichever engine the tree is built for.</summary>
[Description("grain-call: a grain call within one silo, alone, at once, fanned out")]
internal static class GrainCallBenchmark
{
    private const int Calls = 300_000;
    private const int Grains = 1_000;
    private const int Rounds = 300;

    public static async Task RunAsync(Report report)
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var factory = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();

        // Once unreported: the compiler's better code comes a while after the first calls.
        await MeasureAllAsync(Report.Nowhere, factory);
        await report.WriteLineAsync("| grain calls in one silo | time | allocated |");
        await report.WriteLineAsync("|---|---|---|");
        await MeasureAllAsync(report, factory);
        await CountedCallBenchmark.RunAsync(report);
    }

    private static async Task MeasureAllAsync(Report report, IGrainFactory factory)
    {
        await CallsAsync(report, "call from outside, `Task<long>`", factory.GetGrain<IBenchmarkGrain>(1), static g => g.Add(1));
        await CallsAsync(report, "call from outside, `ValueTask<long>`", factory.GetGrain<IBenchmarkGrain>(2), static async g => await g.Peek());
        await BetweenGrainsAsync(report, factory.GetGrain<IBenchmarkGrain>(3));
        await ParallelAsync(report, factory);
        await FanOutAsync(report, $"fan-out to {Grains:N0} grains from outside", await Reach(factory));
        await FanOutAsync(report, $"fan-out to {Grains:N0} grains from a grain", FromGrain(factory));
        await PlainAsync(report);
    }

    private static async Task CallsAsync(Report report, string name, IBenchmarkGrain grain, Func<IBenchmarkGrain, Task<long>> call)
    {
        await RepeatAsync(grain, call, Calls);
        var watch = Measure.Start();
        await RepeatAsync(grain, call, Calls);
        await watch.WriteAsync(report, name, Calls, "call");
    }

    private static async Task BetweenGrainsAsync(Report report, IBenchmarkGrain grain)
    {
        await grain.CallOther(4, Calls / 5);
        var watch = Measure.Start();
        await grain.CallOther(4, Calls);
        await watch.WriteAsync(report, "call from grain to grain", Calls, "call");
    }

    private static async Task ParallelAsync(Report report, IGrainFactory factory)
    {
        var callers = Environment.ProcessorCount * 4;
        var watch = Measure.Start();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(
            () => RepeatAsync(factory.GetGrain<IBenchmarkGrain>(1_000 + i), static g => g.Add(1), Calls / callers))));
        await watch.WriteAsync(report, $"{callers} callers at once, each its grain", Calls, "call");
    }

    private static async Task FanOutAsync(Report report, string name, Func<Task<long>> round)
    {
        for (var i = 0; i < Rounds / 5; i++)
        {
            await round();
        }

        var watch = Measure.Start();
        for (var i = 0; i < Rounds; i++)
        {
            await round();
        }

        await watch.WriteAsync(report, name, Rounds, "round");
    }

    private static async Task PlainAsync(Report report)
    {
        IAdder adder = new Adder();
        for (var i = 0; i < Calls; i++)
            await adder.Add(1);
        var watch = Measure.Start();
        for (var i = 0; i < Calls; i++)
            await adder.Add(1);
        await watch.WriteAsync(report, "bound: the same method of a plain object", Calls, "call");
    }

    private static async Task<Func<Task<long>>> Reach(IGrainFactory factory)
    {
        var grains = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<IBenchmarkGrain>(100_000 + i)).ToArray();
        await Task.WhenAll(grains.Select(g => g.Add(0)));
        return async () => (await Task.WhenAll(grains.Select(g => g.Add(1)))).Sum();
    }

    private static Func<Task<long>> FromGrain(IGrainFactory factory)
    {
        var grain = factory.GetGrain<IBenchmarkGrain>(5);
        return () => grain.FanOut(Grains);
    }

    private static async Task RepeatAsync(IBenchmarkGrain grain, Func<IBenchmarkGrain, Task<long>> call, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await call(grain);
        }
    }

    private interface IAdder
    {
        Task<long> Add(long amount);
    }

    private sealed class Adder : IAdder
    {
        private long _value;

        public Task<long> Add(long amount) => Task.FromResult(_value += amount);
    }

    private readonly record struct Measure(long Started, long Allocated)
    {
        public static Measure Start()
        {
            GC.Collect();
            return new Measure(Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
        }

        public Task WriteAsync(Report report, string name, int times, string unit)
        {
            var nanoseconds = Stopwatch.GetElapsedTime(Started).TotalNanoseconds / times;
            var bytes = (GC.GetTotalAllocatedBytes(precise: true) - Allocated) / (double)times;
            var time = nanoseconds < 10_000 ? $"{nanoseconds:F0} ns" : $"{nanoseconds / 1000:F0} µs";
            report.Add(name, $"mean of a {unit}", nanoseconds, "ns");
            return report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time} a {unit} | {bytes:F0} bytes a {unit} |"));
        }
    }
}
