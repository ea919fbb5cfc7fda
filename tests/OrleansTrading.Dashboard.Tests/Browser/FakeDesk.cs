using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Dashboard.Alerts;
using OrleansTrading.Dashboard.Desk;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Alerts, silences, jobs, capital and signals that a test sets up.</summary>
internal sealed class FakeDesk(TimeProvider time) : IDeskReader, IAlertsReader
{
    private int _silences;

    public ImmutableArray<Alert> Alerts { get; set; } = [];

    public ConcurrentDictionary<string, Silence> Silences { get; } = new();

    public ImmutableArray<TradeSignal> Signals { get; set; } = [];

    public bool Fails { get; set; }

    /// <summary>What a silence is held up by before it is there.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Raise(string key, AlertSeverity severity, string title, string detail, TimeSpan ago, TimeSpan? lasted = null)
    {
        var raised = Now - (long)ago.TotalMilliseconds;
        Alerts = Alerts.Add(new Alert(key, severity, title, detail, raised, lasted is { } length ? raised + (long)length.TotalMilliseconds : null));
    }

    public void Signal(string instrument, SignalDirection direction, double score) => Signals = Signals.Add(new TradeSignal(
        InstrumentId.Parse(instrument), KlineInterval.OneHour, 1_767_225_600_000, direction, score, default, default, 100, 98, [102, 104], Now - 90_000, Now + 3_600_000));

    public Task<IReadOnlyList<Alert>> ListAlertsAsync() => Answer<IReadOnlyList<Alert>>(Alerts);

    public Task<IReadOnlyList<Alert>> ListOpenAlertsAsync() => Answer<IReadOnlyList<Alert>>([.. Alerts.Where(alert => alert.ClearedAt is null)]);

    public Task<Alert?> AcknowledgeAsync(string id, string by)
    {
        if (Alerts.FirstOrDefault(alert => alert.Id == id && alert.ClearedAt is null) is not { } open)
            return Task.FromResult<Alert?>(null);
        var seen = open with { AcknowledgedBy = by, AcknowledgedAt = Now };
        Alerts = Alerts.Replace(open, seen);
        return Task.FromResult<Alert?>(seen);
    }

    public Task<IReadOnlyList<JobStatus>> ListJobsAsync() => Answer<IReadOnlyList<JobStatus>>([]);

    public Task<PortfolioView> GetPortfolioAsync() => Answer(new PortfolioView(
        Now, ExposureReport.Of([]), ExposureReport.Of([]), [], [new CapitalSum("USDT", IsPaper: true, 1, 10_123.45m, 500m, 0m, 9_623.45m)], []));

    public Task<IReadOnlyList<TradeSignal>> ListSignalsAsync(int limit) => Answer<IReadOnlyList<TradeSignal>>([.. Signals.Take(limit)]);

    public Task<IReadOnlyList<Silence>> ListSilencesAsync() => Answer<IReadOnlyList<Silence>>([.. Silences.Values]);

    public Task<IReadOnlyList<RouteStatus>> ListRoutesAsync() => Answer<IReadOnlyList<RouteStatus>>(
        [new RouteStatus("phone", 2, 1, Now + 30_000, new RouteCounts(20, 17, 0, 1, 9, 3), Now - 3_600_000, Now - 5_000, "502 Bad Gateway")]);

    public async Task<Silence?> SilenceAsync(IReadOnlyList<LabelMatcher> matchers, long until, string by, string comment)
    {
        await Gate;
        var silence = new Silence($"s{Interlocked.Increment(ref _silences)}", [.. matchers], until, Now, by, comment);
        Silences[silence.Id] = silence;
        return silence;
    }

    public Task<bool> EndSilenceAsync(string id) => Task.FromResult(Silences.TryRemove(id, out _));

    /// <summary>What the next tests of routes meet; null: they are confirmed.</summary>
    public DeliveryFailure? TestFailure { get; set; }

    public ConcurrentQueue<string> Tested { get; } = new();

    public Task<DeliveryFailure?> TestRouteAsync(string route)
    {
        Tested.Enqueue(route);
        return Task.FromResult(TestFailure);
    }

    private Task<T> Answer<T>(T answer) => Fails ? Task.FromException<T>(new TimeoutException("The desk is told to fail.")) : Task.FromResult(answer);
}
