using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>What became of a run's items.</summary>
/// <param name="Succeeded">Items that went well.</param>
/// <param name="Failed">Items that did not; the others went on.</param>
/// <param name="Errors">The first failure of each kind.</param>
internal sealed record RunCountsView(int Succeeded, int Failed, IReadOnlyList<RunErrorView> Errors)
{
    public static RunCountsView Of(JobCounts counts) => new(
        counts.Succeeded,
        counts.Failed,
        counts.Errors.IsDefault ? [] : [.. counts.Errors.Select(error => new RunErrorView(error.Kind, error.Item, error.Message, error.Count))]);
}
