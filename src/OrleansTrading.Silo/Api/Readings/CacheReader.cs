using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>Asks every live instrument what it holds. One that fails is left out and counted.</summary>
internal sealed partial class CacheReader(IGrainFactory grains, TimeProvider time, ILogger<CacheReader> logger)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    public async Task<CacheView> ReadAsync(CancellationToken cancellationToken)
    {
        var instruments = await grains.GetLiveInstrumentsAsync();
        return CacheView.Of(await Task.WhenAll(instruments.Select(id => ReadAsync(id, cancellationToken))));
    }

    private async Task<CacheStatus?> ReadAsync(InstrumentId id, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ISymbolGrain>(id.ToString()).GetCacheStatusAsync().WaitAsync(TimeLimit, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            LogReadFailed(id, exception);
            return null;
        }
    }

    [LoggerMessage(3021, LogLevel.Warning, "{Instrument} did not tell what it holds in memory")]
    private partial void LogReadFailed(InstrumentId instrument, Exception exception);
}
