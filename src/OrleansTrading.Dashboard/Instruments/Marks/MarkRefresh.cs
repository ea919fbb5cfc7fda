using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Marks;

/// <summary>Brings what a chart marks. An account that fails or is late stays as it was and keeps back nothing else. One refresh at a time.</summary>
internal sealed class MarkRefresh(InstrumentId instrument, IMarkReader marks, DashboardOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly Kept<ChartMark> _signals = new(new Paced<IReadOnlyList<ChartMark>>(Every, $"signals of {instrument}", options, time, logger));
    private readonly Kept<string> _accounts = new(new Paced<IReadOnlyList<string>>(Every, "the list of accounts", options, time, logger));
    private readonly SortedDictionary<string, Kept<ChartMark>> _fills = new(StringComparer.Ordinal);

    /// <summary>The very same as the last when nothing has happened. An account's executions come the frame after it is known.</summary>
    public async Task<ChartMarks> RefreshAsync(ChartMarks last, CancellationToken cancellationToken)
    {
        List<Task> calls = [.. _fills.Select(account => account.Value.AskAsync(() => marks.GetFillsAsync(account.Key, instrument), cancellationToken))];
        calls.Add(_signals.AskAsync(() => marks.GetSignalsAsync(instrument), cancellationToken));
        calls.Add(_accounts.AskAsync(marks.GetAccountsAsync, cancellationToken));
        await Task.WhenAll(calls);
        foreach (var gone in _fills.Keys.Except(_accounts.Last).ToList())
            _fills.Remove(gone);
        foreach (var account in _accounts.Last)
            _fills.TryAdd(account, new Kept<ChartMark>(new Paced<IReadOnlyList<ChartMark>>(Every, $"executions of account {account} in {instrument}", options, time, logger)));
        var next = new ChartMarks([.. _signals.Last], [.. _fills.Values.SelectMany(fills => fills.Last).OrderByDescending(mark => mark.Time)])
        {
            SignalsFailed = _signals.Failed, AccountsFailed = _accounts.Failed, Silent = [.. _fills.Where(account => account.Value.Failed).Select(account => account.Key)],
        };
        return Same(last, next) ? last : next;
    }

    private static bool Same(ChartMarks last, ChartMarks next) =>
        (last.SignalsFailed, last.AccountsFailed) == (next.SignalsFailed, next.AccountsFailed)
        && last.Silent.SequenceEqual(next.Silent) && Keys(last).SequenceEqual(Keys(next));

    private static IEnumerable<string> Keys(ChartMarks marks) => marks.Signals.Concat(marks.Fills).Select(mark => mark.Key);

    /// <summary>What came last.</summary>
    private sealed class Kept<T>(Paced<IReadOnlyList<T>> call)
    {
        public IReadOnlyList<T> Last { get; private set; } = [];

        public bool Failed => call.Failed;

        public async Task AskAsync(Func<Task<IReadOnlyList<T>>> ask, CancellationToken cancellationToken) =>
            Last = await call.AskAsync(ask, cancellationToken) ?? Last;
    }
}
