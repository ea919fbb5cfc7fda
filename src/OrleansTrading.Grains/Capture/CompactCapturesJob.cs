using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Parquet;

namespace OrleansTrading.Grains.Capture;

/// <summary>Makes one file of each finished day's small capture files. A day that cannot be compacted keeps its small files, and the others go on.</summary>
internal sealed class CompactCapturesJob(CaptureDirectory directory, ParquetCaptureWriter writer, IOptions<CaptureOptions> options, TimeProvider time)
    : IJob<NoParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "compact-captures",
        Description = "Makes one file of the small capture files of each finished day, symbol and kind.",
        Schedule = "0 20 0 * * *",
        Retries = 0,
        TimeLimit = TimeSpan.FromHours(6),
        SlowAfter = TimeSpan.FromHours(1),
    };

    public Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            context.SetOutput("Nothing is recorded");
            return Task.CompletedTask;
        }

        directory.Open();
        var catalogue = new CaptureCatalogue(directory.Root);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var finished = catalogue.Days().Where(day => day.Day < today && Directory.Exists(catalogue.FolderOf(day))).ToList();
        var (days, files, failures) = (0, 0, 0);
        foreach (var day in finished)
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Report(days + failures, finished.Count, day.RelativePath);
            try
            {
                files += new DayCompaction(catalogue).Run(day, writer.SourceOf(new InstrumentId(day.Venue, day.Symbol)));
                days++;
                context.Succeeded();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ParquetException or FormatException or ArgumentException)
            {
                failures++;
                context.Failed(day.RelativePath, failure.GetType().Name, failure.Message);
            }
        }

        context.Report(finished.Count, finished.Count);
        context.SetOutput($"{files} files became {days}; {failures} days failed");
        return failures > 0 && days == 0 ? throw new JobFailedException($"None of {failures} days could be compacted.") : Task.CompletedTask;
    }
}
