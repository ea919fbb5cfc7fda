using System.Collections.Immutable;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>How long the last runs took, as bars, oldest first.</summary>
/// <param name="Bars">One for each run that has begun and ended.</param>
/// <param name="Median">Of their durations; null when there is none.</param>
/// <param name="Longest">Of their durations; null when there is none.</param>
internal sealed record TrendModel(ImmutableArray<TrendModel.Bar> Bars, TimeSpan? Median, TimeSpan? Longest)
{
    public const double Width = 600;
    public const double Height = 72;
    public const int MostBars = 60;

    /// <summary>A bar is never so low that it cannot be seen.</summary>
    private const double Lowest = 3;

    /// <param name="newestFirst">Runs of one job.</param>
    public static TrendModel Of(IEnumerable<JobRun> newestFirst)
    {
        var ended = newestFirst.Where(run => run is { StartedAt: not null, FinishedAt: not null }).Take(MostBars).Reverse().ToList();
        if (ended.Count == 0)
            return new TrendModel([], null, null);
        var durations = ended.ConvertAll(run => RunTexts.DurationOf(run, 0)!.Value);
        var longest = durations.Max();
        var step = Width / MostBars;
        var bars = ended.Select((run, index) =>
        {
            var height = longest == TimeSpan.Zero ? Lowest : Math.Max(Lowest, Height * (durations[index] / longest));
            return new Bar(run, durations[index], (MostBars - ended.Count + index) * step, Height - height, step * 0.78, height);
        });
        return new TrendModel([.. bars], durations.Order().ElementAt(durations.Count / 2), longest);
    }

    /// <summary>One run. Places are in the chart's own units, from its top left corner.</summary>
    public sealed record Bar(JobRun Run, TimeSpan Duration, double X, double Y, double Width, double Height);
}
