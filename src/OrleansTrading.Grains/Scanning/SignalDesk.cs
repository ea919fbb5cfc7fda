using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Scanning;

/// <summary>
/// Makes signals of readings, stores them and tells of them: the one place where signals come from. A signal is published after it is
/// stored, and only by whoever stored it first, so it is told once however often its candle is read, and by however many silos.
/// </summary>
public sealed class SignalDesk(
    IGrainFactory grains, ISignalStore store, IEventBus bus, IOptions<SignalOptions> options, TimeProvider time)
{
    private readonly SignalRules _rules = options.Value.ToRules();

    /// <summary>Reads the live market and raises what is over the threshold.</summary>
    /// <param name="intervals">The intervals to read; empty for the configured ones.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<SignalRound> RunAsync(ImmutableArray<KlineInterval> intervals, CancellationToken cancellationToken)
    {
        var request = new ScanRequest(intervals, _rules.Threshold, ScanRequest.MostResults);
        var report = await grains.GetGrain<IScannerGrain>(IScannerGrain.Key).ScanAsync(request).WaitAsync(cancellationToken);
        return new SignalRound(report, await RaiseAsync(report.Results, cancellationToken));
    }

    /// <summary>Makes, stores and publishes the signals that these readings give and that do not exist yet; answers those.</summary>
    public async Task<ImmutableArray<TradeSignal>> RaiseAsync(ImmutableArray<ScanResult> results, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var made = results.Select(result => SignalMaker.Make(result.Id, result.Reading, _rules, now)).OfType<TradeSignal>().ToList();
        if (made.Count == 0)
            return [];
        var raised = await store.AddAsync(made, cancellationToken);
        foreach (var signal in raised)
            bus.Publish(new SignalRaised(now, signal));
        return [.. raised];
    }
}
