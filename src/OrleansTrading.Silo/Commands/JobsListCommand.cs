using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary><c>jobs list</c></summary>
internal sealed class JobsListCommand : ICommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var table = new TextTable("JOB", "SCHEDULE", "NEXT (UTC)", "NOW", "LAST (UTC)", "ENDED", ">TOOK");
        foreach (var job in await context.Silo.ListJobsAsync(cancellationToken))
        {
            table.Add(
                job.Name,
                job.Enabled ? ByHandWhenEmpty(job.Schedule) : $"off ({ByHandWhenEmpty(job.Schedule)})",
                Words.Time(job.NextDue),
                job.Current is { } current ? RunText.State(current) : Words.Nothing,
                Words.Time(job.LastRun?.FinishedAt),
                job.LastRun?.State.ToString() ?? Words.Nothing,
                job.LastRun is { } last ? Took(last) : Words.Nothing);
        }

        await context.Output.WriteAsync(table.ToString());
        return ExitCodes.Done;
    }

    private static string ByHandWhenEmpty(string schedule) => schedule.Length == 0 ? "by hand" : schedule;

    private static string Took(RunView run) => run is { StartedAt: { } started, FinishedAt: { } finished } ? Words.Duration(finished - started) : Words.Nothing;
}
