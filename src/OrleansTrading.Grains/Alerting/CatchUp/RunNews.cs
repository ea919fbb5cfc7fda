using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Alerting.CatchUp;

/// <summary>Runs that failed or took too long. They are stored by the time at which they were queued, so those of the last day are looked through.</summary>
internal sealed class RunNews(IJobRunStore store) : INewsStore
{
    private const int Page = 200;

    /// <summary>From a run's being queued to its end, at most.</summary>
    private const long LongestRun = 24 * 60 * 60 * 1000L;

    public string Name => "runs";

    public async Task<IReadOnlyList<Notification>> ListAsync(long after, CancellationToken cancellationToken)
    {
        JobRun[] runs = [.. await ListAsync(JobRunState.Failed, after, cancellationToken), .. await ListAsync(JobRunState.TimedOut, after, cancellationToken)];
        return [.. runs.OrderBy(run => run.FinishedAt).Select(run => AlertNews.Of(run, run.FinishedAt!.Value)).OfType<Notification>()];
    }

    private async Task<IEnumerable<JobRun>> ListAsync(JobRunState state, long after, CancellationToken cancellationToken)
    {
        var found = new List<JobRun>();
        IReadOnlyList<JobRun> page;
        do
        {
            page = await store.ListAsync(null, state, found.LastOrDefault()?.Id, Page, cancellationToken);
            found.AddRange(page);
        }
        while (page.Count == Page && page[^1].QueuedAt > after - LongestRun);
        return found.Where(run => run.FinishedAt > after);
    }
}
