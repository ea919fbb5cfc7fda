using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Collection;

/// <summary>Has every symbol collect its data, several at once. Each symbol asks by its own silo's connector. One that fails holds nobody up.</summary>
public sealed class MarketCollector(IGrainFactory grains, IOptions<CollectionOptions> options, TimeProvider time)
{
    /// <param name="instruments">Which symbols.</param>
    /// <param name="rest">Ask the venue for everything, open interest included, even where streams bring it.</param>
    /// <param name="concurrency">How many at once; null for the configured number.</param>
    /// <param name="onResult">Told of each as it is done, from any thread; null: nobody is.</param>
    /// <param name="cancellationToken">Begins no further symbol, and throws.</param>
    public async Task<CollectionSummary> CollectAsync(
        ImmutableArray<InstrumentId> instruments,
        bool rest,
        int? concurrency,
        Action<InstrumentId, CollectResult>? onResult,
        CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var query = new CollectQuery(
            rest, rest ? TimeSpan.Zero : settings.OpenInterestInterval, settings.LongestBudgetWait, settings.SymbolTimeLimit);
        var begun = time.GetTimestamp();
        var counts = new int[3];
        var requests = 0;
        var bound = new ParallelOptions { MaxDegreeOfParallelism = concurrency ?? settings.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(instruments, bound, async (instrument, _) =>
        {
            var result = await CollectAsync(instrument, query);
            Interlocked.Increment(ref counts[(int)result.Outcome]);
            Interlocked.Add(ref requests, result.Requests);
            onResult?.Invoke(instrument, result);
        });
        return new CollectionSummary(
            instruments.Length, counts[(int)CollectOutcome.Collected], counts[(int)CollectOutcome.Failed], counts[(int)CollectOutcome.Skipped],
            requests, time.GetElapsedTime(begun));
    }

    private async Task<CollectResult> CollectAsync(InstrumentId instrument, CollectQuery query)
    {
        try
        {
            return await grains.GetGrain<ISymbolGrain>(instrument.ToString()).CollectAsync(query);
        }
        catch (Exception exception)
        {
            // Whatever it is, it is that symbol's: the rest go on.
            return new CollectResult(CollectOutcome.Failed, 0, KindOf(exception), $"{instrument} did not answer: {exception.Message}");
        }
    }

    private static string KindOf(Exception exception) =>
        exception is OrleansException or TimeoutException ? "NoAnswer" : exception.GetType().Name.Replace("Exception", "", StringComparison.Ordinal);
}
