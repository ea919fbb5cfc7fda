using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Retention;

/// <summary>Forgets what is older than its table's retention. A table that cannot be pruned does not keep the others.</summary>
internal sealed class PruneJob(
    IJobRunStore runs,
    ISignalStore signals,
    IReadingStore readings,
    IStreamHistoryStore streams,
    IEnumerable<IPruned> others,
    IOptions<RetentionOptions> options,
    TimeProvider time) : IJob<NoParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "prune",
        Description = "Forgets runs, signals, readings, changes of streams and captures that are older than their retention.",
        Schedule = "0 10 0 * * *",
        SlowAfter = TimeSpan.FromMinutes(1),
    };

    public async Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken)
    {
        Table[] tables =
        [
            new("runs", options.Value.Runs, runs.PruneAsync),
            new("signals", options.Value.Signals, signals.PruneAsync),
            new("readings", options.Value.Readings, readings.PruneAsync),
            new("streams", options.Value.Streams, streams.PruneAsync),
            .. others.Where(other => other.Retention is not null).Select(other => new Table(other.Name, other.Retention!.Value, other.PruneAsync)),
        ];
        var outcomes = new List<string>(tables.Length);
        var failures = new List<string>();
        foreach (var table in tables)
        {
            context.Report(outcomes.Count, tables.Length, table.Name);
            try
            {
                var before = (time.GetUtcNow() - table.Retention).ToUnixTimeMilliseconds();
                var pruned = await table.PruneAsync(before, cancellationToken);
                context.Succeeded();
                outcomes.Add(string.Create(CultureInfo.InvariantCulture, $"{table.Name} {pruned}"));
                context.Log(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {pruned} older than {DurationText.Format(table.Retention)} forgotten."));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add($"{table.Name}: {exception.Message}");
                context.Failed(table.Name, exception.GetType().Name, exception.Message);
                outcomes.Add($"{table.Name} failed");
            }
        }

        context.Report(tables.Length, tables.Length);
        context.SetOutput($"Forgotten: {string.Join(", ", outcomes)}");
        // What grows without an end is not to go unnoticed; another attempt does no harm to the tables that were pruned.
        if (failures.Count > 0)
            throw new IOException($"Could not be pruned: {string.Join("; ", failures)}");
    }

    private sealed record Table(string Name, TimeSpan Retention, Func<long, CancellationToken, Task<int>> PruneAsync);
}
