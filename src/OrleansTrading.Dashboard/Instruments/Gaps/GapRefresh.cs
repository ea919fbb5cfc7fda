using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Gaps;

/// <summary>Brings what is missing of one instrument and how far its repair is. One refresh at a time.</summary>
internal sealed class GapRefresh(InstrumentId instrument, IGapReader gaps, DashboardOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Paced<GapList> _list = new(Every, $"the gaps of {instrument}", options, time, logger);
    private readonly Paced<JobStatus> _job = new(Every, "the job that repairs gaps", options, time, logger);

    public async Task<GapState> RefreshAsync(GapState last, CancellationToken cancellationToken)
    {
        var list = _list.AskAsync(() => gaps.GetGapsAsync(instrument), cancellationToken);
        var job = _job.AskAsync(AskJobAsync, cancellationToken);
        await Task.WhenAll(list, job);
        var next = new GapState(await list ?? last.List, _list.Failed, await job ?? last.Job, _job.Failed);
        // The same as before is the very same, so that nothing is drawn again for it.
        return Same(last, next) ? last : next;
    }

    private async Task<JobStatus> AskJobAsync() => await gaps.GetJobAsync() ?? throw new InvalidOperationException($"There is no job {GrainGapReader.Job}.");

    private static bool Same(GapState last, GapState next) =>
        last.ListFailed == next.ListFailed && last.JobFailed == next.JobFailed
        && last.List?.Absent == next.List?.Absent && (last.List?.Missing ?? []).AsSpan().SequenceEqual((next.List?.Missing ?? []).AsSpan())
        && (last.List is null) == (next.List is null)
        && (last.Job is null) == (next.Job is null)
        && Equals(last.Job?.Current?.Progress, next.Job?.Current?.Progress)
        && (last.Job?.Current?.Id, last.Job?.Current?.State, last.Job?.Waiting?.Id, last.Job?.LastRun?.Id)
        == (next.Job?.Current?.Id, next.Job?.Current?.State, next.Job?.Waiting?.Id, next.Job?.LastRun?.Id);
}
