using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>Brings what a chart marks. One refresh at a time.</summary>
internal sealed class MarkRefresh(InstrumentId instrument, IMarkReader marks, DashboardOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly Paced<ChartMarks> _marks = new(Every, $"signals and executions of {instrument}", options, time, logger);

    /// <summary>The very same as the last when nothing has happened.</summary>
    public async Task<ChartMarks> RefreshAsync(ChartMarks last, CancellationToken cancellationToken)
    {
        if (await _marks.AskAsync(() => marks.GetMarksAsync(instrument), cancellationToken) is not { } next)
            return last;
        return Keys(last).SequenceEqual(Keys(next)) ? last : next;
    }

    private static IEnumerable<string> Keys(ChartMarks marks) => marks.Signals.Concat(marks.Fills).Select(mark => mark.Key);
}
