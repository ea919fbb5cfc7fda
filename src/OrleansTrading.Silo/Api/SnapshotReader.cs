using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Api;

/// <summary>Reads the instruments of the watchlists, several at once. One that fails is reported in its place; the others are not held up by it.</summary>
internal sealed partial class SnapshotReader(IGrainFactory grains, TimeProvider time, ILogger<SnapshotReader> logger)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    public async Task<InstrumentView[]> ReadWatchlistAsync(CancellationToken cancellationToken)
    {
        var instruments = await grains.GetLiveInstrumentsAsync();
        var views = new InstrumentView[instruments.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, instruments.Length, options, async (i, token) => views[i] = await ReadAsync(instruments[i], token));
        return views;
    }

    private async Task<InstrumentView> ReadAsync(InstrumentId id, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = grains.GetGrain<ISymbolGrain>(id.ToString()).GetSnapshotAsync();
            return InstrumentView.Of(await snapshot.WaitAsync(TimeLimit, time, cancellationToken));
        }
        catch (TimeoutException exception)
        {
            LogReadFailed(id, exception);
            return InstrumentView.Failed(id, $"The instrument did not answer within {TimeLimit.TotalSeconds} s.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogReadFailed(id, exception);
            return InstrumentView.Failed(id, "The instrument could not be read.");
        }
    }
}
