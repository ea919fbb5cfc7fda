using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Capture;

/// <summary>Compacts the captures of the silo that it runs on, to be started by hand and to be seen; every silo does the same by itself (<see cref="CaptureUpkeep"/>).</summary>
internal sealed class CompactCapturesJob(CaptureCompaction compaction, IOptions<CaptureOptions> options) : IJob<NoParameters>
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

    public async Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            context.SetOutput("Nothing is recorded");
            return;
        }

        var (days, files, failures) = await compaction.RunAsync(
            (done, total, day) => context.Report(done, total, day),
            (day, failure) =>
            {
                if (failure is null)
                    context.Succeeded();
                else
                    context.Failed(day, failure.GetType().Name, failure.Message);
            },
            cancellationToken);
        context.Report(days + failures, days + failures);
        context.SetOutput($"{files} files became {days}; {failures} days failed");
        if (failures > 0 && days == 0)
            throw new JobFailedException($"None of {failures} days could be compacted.");
    }
}
