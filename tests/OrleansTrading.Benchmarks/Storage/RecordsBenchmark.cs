using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Files;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Storage;

/// <summary>How fast runs of jobs are saved and found in files, beside what the disk itself does when each write is forced to it.</summary>
[Description("records: runs of jobs saved and found in files")]
internal static class RecordsBenchmark
{
    private const int Runs = 20_000;
    private const int Forced = 500;
    private const int Finds = 5_000;

    /// <summary>2026-01-01T00:00Z, Unix milliseconds.</summary>
    private const long Start = 1_767_225_600_000;

    public static async Task RunAsync(Report report)
    {
        using var directory = new TemporaryDirectory();
        await report.WriteLineAsync("| records of runs in files | per second | each |");
        await report.WriteLineAsync("|---|---|---|");
        var bytes = await SaveAsync(report, Path.Combine(directory.Path, "lazy"));
        await SaveForcedAsync(report, Path.Combine(directory.Path, "forced"));
        await WriteAsync(report, $"bare write of {bytes} bytes and fsync (bound)", Forced, BareForced(Path.Combine(directory.Path, "bare"), bytes));
    }

    private static async Task<int> SaveAsync(Report report, string directory)
    {
        await using var market = Market(directory, TimeSpan.FromSeconds(1));
        await using var stores = Records(market, directory, TimeSpan.FromSeconds(1));
        await SaveAllAsync(stores.Runs, 0, Runs / 10);
        var begun = Stopwatch.GetTimestamp();
        await SaveAllAsync(stores.Runs, Runs / 10, Runs);
        await WriteAsync(report, "save a run, survives the process", Runs, Stopwatch.GetElapsedTime(begun));
        begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Finds; i++)
            _ = await stores.Runs.FindAsync(IdOf(i * 3), CancellationToken.None) ?? throw new InvalidOperationException("A saved run is not there.");
        await WriteAsync(report, "find a run by its id", Finds, Stopwatch.GetElapsedTime(begun));
        begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Finds / 50; i++)
            await stores.Runs.ListAsync("collect-market", null, null, 50, CancellationToken.None);
        await WriteAsync(report, $"list the newest 50 of {Runs + (Runs / 10):N0} runs", Finds / 50, Stopwatch.GetElapsedTime(begun));
        var length = new DirectoryInfo(Path.Combine(directory, "records", "runs")).EnumerateFiles().Sum(file => file.Length);
        return (int)(length / (Runs + (Runs / 10)));
    }

    private static async Task SaveForcedAsync(Report report, string directory)
    {
        await using var market = Market(directory, TimeSpan.Zero);
        await using var stores = Records(market, directory, TimeSpan.Zero);
        await SaveAllAsync(stores.Runs, 0, 20);
        var begun = Stopwatch.GetTimestamp();
        await SaveAllAsync(stores.Runs, 20, Forced);
        await WriteAsync(report, "save a run, forced to the disk before it completes", Forced, Stopwatch.GetElapsedTime(begun));
    }

    private static TimeSpan BareForced(string path, int bytes)
    {
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var buffer = new byte[bytes];
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Forced; i++)
        {
            RandomAccess.Write(handle, buffer, (long)i * bytes);
            RandomAccess.FlushToDisk(handle);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    private static async Task SaveAllAsync(IJobRunStore store, int first, int count)
    {
        for (var i = first; i < first + count; i++)
            await store.SaveAsync(Run(i), CancellationToken.None);
    }

    private static string IdOf(int number) => $"01JGFJJZ00{number:0000000000000000}";

    private static JobRun Run(int number) => new(
        IdOf(number), "collect-market", JobTriggerKind.Schedule, null, Start + number, "{}", Start + number, Start + number, Start + number + 800,
        JobRunState.Succeeded, 1, new JobProgress(39, 39, null), new JobCounts(38, 1, [new JobItemError("RateLimited", "binance:BTCUSDT", "Too many requests.", 1)]),
        "38/39 ok, 1 failed, took 0.8 s", null, []);

    private static FileMarketStore Market(string directory, TimeSpan flush) =>
        new(Settings(directory, flush), TimeProvider.System, NullLogger<FileMarketStore>.Instance);

    private static FileRecordStores Records(FileMarketStore market, string directory, TimeSpan flush) =>
        new(market, Settings(directory, flush), TimeProvider.System, NullLogger<FileRecordStores>.Instance);

    private static IOptions<FileMarketStoreOptions> Settings(string directory, TimeSpan flush) =>
        Options.Create(new FileMarketStoreOptions { Directory = directory, FlushInterval = flush });

    private static Task WriteAsync(Report report, string name, int times, TimeSpan elapsed)
    {
        report.Add(name, "mean", elapsed.TotalMicroseconds / times, "µs");
        return report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {times / elapsed.TotalSeconds:N0} | {elapsed.TotalMicroseconds / times:F0} µs |"));
    }
}
