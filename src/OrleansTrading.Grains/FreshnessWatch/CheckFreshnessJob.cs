using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.FreshnessWatch;

/// <summary>
/// Looks how current every live symbol is. A symbol whose candles have gone stale gets an alert, which is cleared when they are current
/// again or the symbol is not followed any more. What is open is asked of the alerts themselves, so it does not matter which silo looks.
/// </summary>
internal sealed partial class CheckFreshnessJob(IGrainFactory grains, FreshnessMetrics metrics, TimeProvider time, ILogger<CheckFreshnessJob> logger)
    : IJob<NoParameters>
{
    private const string AlertPrefix = "candles-stale/";
    private const int AtOnce = 32;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    public static JobDefinition Definition { get; } = new()
    {
        Name = "check-freshness",
        Description = "Looks how current every live symbol is, and raises and clears alerts of stale candles.",
        Schedule = "every 30s",
        Retries = 0,
        TimeLimit = TimeSpan.FromMinutes(1),
        Priority = JobPriority.High,
    };

    public async Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken)
    {
        var live = await grains.GetLiveInstrumentsAsync();
        var snapshots = new ConcurrentDictionary<InstrumentId, InstrumentSnapshot>();
        var bound = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(live, bound, async (instrument, token) =>
        {
            try
            {
                snapshots[instrument] = await grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync().WaitAsync(AnswerLimit, time, token);
                context.Succeeded();
            }
            catch (Exception exception) when (!token.IsCancellationRequested)
            {
                // Whatever it is, it is that symbol's: the rest are looked at.
                context.Failed(instrument.ToString(), "NoAnswer", exception.Message);
            }
        });

        var summary = FreshnessSummary.Of([.. snapshots.Values]);
        metrics.Set(summary);
        var (raised, cleared) = await AlertAsync(live, snapshots);
        LogChecked(logger, summary);
        context.SetOutput($"{summary}; {raised} alerts raised, {cleared} cleared");
    }

    private async Task<(int Raised, int Cleared)> AlertAsync(
        ImmutableArray<InstrumentId> live, IReadOnlyDictionary<InstrumentId, InstrumentSnapshot> snapshots)
    {
        var alerts = grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
        var open = (await alerts.ListAsync(openOnly: true, IAlertsGrain.MaxLimit))
            .Where(alert => alert.Key.StartsWith(AlertPrefix, StringComparison.Ordinal)).Select(alert => alert.Key[AlertPrefix.Length..]).ToHashSet();
        var (raised, cleared) = (0, 0);

        // A symbol that does not answer, or of which nothing can be said yet, keeps what it has.
        foreach (var snapshot in snapshots.Values)
        {
            var stale = CandleStaleness.Of(snapshot);
            if (stale == true && !open.Contains(snapshot.Id.ToString()))
                raised += await alerts.RaiseAsync($"{AlertPrefix}{snapshot.Id}", AlertSeverity.Warning, "Candles are stale", Detail(snapshot)) ? 1 : 0;
            else if (stale == false && open.Contains(snapshot.Id.ToString()))
                cleared += await alerts.ClearAsync($"{AlertPrefix}{snapshot.Id}") ? 1 : 0;
        }

        foreach (var gone in open.Except(live.Select(id => id.ToString())))
            cleared += await alerts.ClearAsync($"{AlertPrefix}{gone}") ? 1 : 0;
        return (raised, cleared);
    }

    private static string Detail(InstrumentSnapshot snapshot) =>
        $"{snapshot.Id}: {(snapshot.WarmingFor is { } warming ? $"warming up has not ended for {warming.TotalSeconds:0} s" : "the newest candle is more than one behind the venue's clock")}; data was last received "
        + $"{(snapshot.DataAge is { } age ? $"{age.TotalSeconds:0} s ago" : "never")}.";

    [LoggerMessage(4302, LogLevel.Debug, "Freshness: {Summary}")]
    private static partial void LogChecked(ILogger logger, FreshnessSummary summary);
}
