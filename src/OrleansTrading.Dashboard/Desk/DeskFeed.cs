using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Desk;

/// <summary>Asks for what stands beside the market, for all pages of this silo together. What is slow or fails holds up nothing else.</summary>
internal sealed class DeskFeed : IDisposable
{
    public const int ShownSignals = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly IDeskReader _reader;
    private readonly TimeProvider _time;
    private readonly PendingCall<IReadOnlyList<Alert>> _alerts;
    private readonly PendingCall<IReadOnlyList<JobStatus>> _jobs;
    private readonly PendingCall<PortfolioView> _portfolio;
    private readonly PendingCall<IReadOnlyList<TradeSignal>> _signals;

    public DeskFeed(IDeskReader reader, IOptions<DashboardOptions> options, TimeProvider time, ILogger<DeskFeed> logger)
    {
        (_reader, _time) = (reader, time);
        _alerts = new("the open alerts", options.Value, time, logger);
        _jobs = new("the jobs", options.Value, time, logger);
        _portfolio = new("the accounts' capital", options.Value, time, logger);
        _signals = new("the newest signals", options.Value, time, logger);
        Shared = new SharedFeed<DeskFrame>("the desk", RefreshAsync, Interval, time, logger);
    }

    internal SharedFeed<DeskFrame> Shared { get; }

    public IFeedSubscription<DeskFrame> Subscribe() => Shared.Subscribe();

    public void Dispose() => Shared.Dispose();

    private async Task<DeskFrame> RefreshAsync(DeskFrame? last, CancellationToken cancellationToken)
    {
        last ??= DeskFrame.Empty;
        var alerts = _alerts.AskAsync(_reader.ListOpenAlertsAsync, cancellationToken);
        var jobs = _jobs.AskAsync(_reader.ListJobsAsync, cancellationToken);
        var portfolio = _portfolio.AskAsync(_reader.GetPortfolioAsync, cancellationToken);
        var signals = _signals.AskAsync(() => _reader.ListSignalsAsync(ShownSignals), cancellationToken);
        await Task.WhenAll(alerts, jobs, portfolio, signals);
        return new DeskFrame(
            await alerts is { } open ? Ordered(open) : last.Alerts,
            await jobs is { } listed ? JobsSummary.Of(listed) : last.Jobs,
            await portfolio ?? last.Portfolio,
            await signals is { } newest ? newest.ToImmutableArray() : last.Signals,
            Failed(),
            _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static ImmutableArray<Alert> Ordered(IReadOnlyList<Alert> open) =>
        [.. open.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.AcknowledgedAt is not null).ThenByDescending(alert => alert.RaisedAt)];

    private ImmutableArray<string> Failed()
    {
        (string Name, bool Failed)[] sources = [("alerts", _alerts.Failed), ("jobs", _jobs.Failed), ("capital", _portfolio.Failed), ("signals", _signals.Failed)];
        return [.. sources.Where(source => source.Failed).Select(source => source.Name)];
    }
}
