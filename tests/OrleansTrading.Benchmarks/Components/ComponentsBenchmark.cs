using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using OrleansTrading.TestKit;
using Perfolizer.Horology;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>
/// What messages, candles and orders go through, part by part, measured by BenchmarkDotNet: what one operation takes and allocates.
/// How long the slowest take is the matter of <c>trading</c>. It measures in this process, for the tree's own build settings are not its generated projects'.
/// </summary>
[Description("components: frames, books, indicators, candles, risk, orders, events, each by itself (BenchmarkDotNet)")]
internal static class ComponentsBenchmark
{
    /// <summary>In this order.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [typeof(FrameParts), typeof(BookParts), typeof(IndicatorParts), typeof(CandleParts), typeof(RiskParts), typeof(OrderParts), typeof(EventParts)];

    public static IReadOnlyList<string> Parts => [.. Types.SelectMany(PartsOf)];

    public static async Task RunAsync(Report report)
    {
        await report.WriteLineAsync("""
            ## Components: one operation of each

            | | p50 of 10 | mean | +/- (99.9 %) | slowest | target | allocated | target |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """);
        using var directory = new TemporaryDirectory();
        var config = Config(directory.Path).AddFilter(new SimpleFilter(one => Benchmark.IsIn(NameOf(one.Descriptor.WorkloadMethod), report.Filter)));
        // One type after the other: what is measured is told, whatever becomes of the rest.
        foreach (var type in Types.Where(type => PartsOf(type).Any(part => Benchmark.IsIn(part, report.Filter))))
        {
            report.At(string.Join(", ", PartsOf(type)));
            var summary = BenchmarkRunner.Run(type, config);
            if (summary.HasCriticalValidationErrors)
                throw new InvalidOperationException(string.Join(' ', summary.ValidationErrors.Select(error => error.Message)));
            foreach (var one in summary.Reports)
                await WriteAsync(report, one);
        }

        await report.WriteLineAsync();
    }

    private static ManualConfig Config(string directory) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            // The compiler's better code comes a while after the first calls.
            .WithWarmupCount(16).WithIterationCount(10).WithIterationTime(TimeInterval.FromMilliseconds(50)).WithGcForce(false))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(directory);

    private static IEnumerable<string> PartsOf(Type type) => type.GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute))).Select(NameOf);

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<BenchmarkAttribute>()?.Description ?? method.Name;

    private static async Task WriteAsync(Report report, BenchmarkReport one)
    {
        var method = one.BenchmarkCase.Descriptor.WorkloadMethod;
        var name = string.Join(
            ": ", [NameOf(method), .. one.BenchmarkCase.Parameters.Items.Select(parameter => $"{parameter.Value}")]);
        if (one.ResultStatistics is not { } times)
            throw new InvalidOperationException($"'{name}' was not measured: {string.Join(' ', one.ExecuteResults.SelectMany(result => result.Results).TakeLast(5))}");
        var target = method.GetCustomAttribute<TargetAttribute>();
        double? bytes = one.GcStats.GetBytesAllocatedPerOperation(one.BenchmarkCase);
        await report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {times.Median:N1} ns | {times.Mean:N1} ns | {times.ConfidenceInterval.Margin:N1} ns | {times.Max:N1} ns | {target?.Nanoseconds:N0} | {bytes:N0} B | {target?.BytesOrNull:N0} |"));
        report.Add(name, "p50", times.Median, "ns", target?.Nanoseconds);
        if (bytes is { } allocated)
            report.Add(name, "allocated", allocated, "bytes", target?.BytesOrNull);
    }
}
