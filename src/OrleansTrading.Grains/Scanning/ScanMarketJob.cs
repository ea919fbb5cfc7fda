using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Scanning;

/// <summary>Reads the live market again and again, the more often the more it moves, and raises signals of what it finds.</summary>
internal sealed class ScanMarketJob(SignalDesk desk, IOptions<ScanOptions> options) : IJob<ScanMarketParameters>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static JobDefinition Definition { get; } = new()
    {
        Name = "scan-market",
        Description = "Scores every live instrument on every interval from memory and raises signals; the more the market moves, the more often.",
        Schedule = "between 15s and 5m",
        TimeLimit = TimeSpan.FromMinutes(1),
        SlowAfter = TimeSpan.FromSeconds(5),
        OnLostRun = LostRunPolicy.Fail,
    };

    public async Task RunAsync(JobContext context, ScanMarketParameters parameters, CancellationToken cancellationToken)
    {
        var round = await desk.RunAsync([.. parameters.ParseIntervals()], cancellationToken);
        for (var i = 0; i < round.Scan.Scanned; i++)
            context.Succeeded();
        foreach (var skip in round.Scan.Skipped)
            context.Failed(skip.Interval is { } interval ? $"{skip.Id} {interval.ToCode()}" : $"{skip.Id}", "Skipped", skip.Reason);
        var wait = ScanPacing.Wait(
            round.Scan.HourlyVolatility, options.Value.QuietVolatilityPercent / 100, options.Value.BusyVolatilityPercent / 100, Shortest, Longest);
        context.NextAfter(wait);
        context.SetOutput(string.Create(
            CultureInfo.InvariantCulture,
            $"{round.Scan.Scanned} readings in {round.Scan.Elapsed.TotalMilliseconds:F1} ms, {round.Scan.Skipped.Length} skipped, {round.Scan.RestCalls} requests, {round.Raised.Length} signals; median hourly volatility {round.Scan.HourlyVolatility * 100 ?? 0:F2} %, next in {wait.TotalSeconds:F0} s"));
    }
}
