using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Collection;

/// <summary>Brings the data of every live symbol up to now. The next round comes soon, so nothing of it is tried again.</summary>
internal sealed partial class CollectMarketJob(IGrainFactory grains, MarketCollector collector, ILogger<CollectMarketJob> logger) : IJob<CollectMarketParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "collect-market",
        Description = "Brings price, candles, funding and open interest of every live symbol up to now: from memory where streams are live, from the venue otherwise.",
        Schedule = "every 10s",
        Overlap = JobOverlap.Skip,
        Retries = 0,
        TimeLimit = TimeSpan.FromMinutes(2),
        SlowAfter = TimeSpan.FromSeconds(8),
        Priority = JobPriority.High,
    };

    public async Task RunAsync(JobContext context, CollectMarketParameters parameters, CancellationToken cancellationToken)
    {
        var instruments = await grains.GetLiveInstrumentsAsync();
        context.Report(0, instruments.Length);
        var done = 0;
        string? first = null;
        var summary = await collector.CollectAsync(
            instruments, parameters.Rest, parameters.Concurrency > 0 ? parameters.Concurrency : null,
            (instrument, result) =>
            {
                if (result.Outcome == CollectOutcome.Collected)
                    context.Succeeded();
                else
                    context.Failed(instrument.ToString(), result.Kind!, result.Message!);
                if (result.Outcome == CollectOutcome.Failed)
                    Interlocked.CompareExchange(ref first, result.Message, null);
                context.Report(Interlocked.Increment(ref done), instruments.Length);
            },
            cancellationToken);
        LogCollected(logger, summary);
        context.SetOutput(summary.ToString());
        if (summary is { Collected: 0, Failed: > 0 })
            throw new JobFailedException($"{summary}; first: {first}");
    }

    [LoggerMessage(4301, LogLevel.Information, "Collected: {Summary}")]
    private static partial void LogCollected(ILogger logger, CollectionSummary summary);
}
