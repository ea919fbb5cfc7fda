using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;

namespace OrleansTrading.Silo.Health;

/// <summary>The watchlist is chosen and at least one of its instruments has warmed up.</summary>
internal sealed class MarketReadiness(IGrainFactory grains) : IReadinessCheck
{
    public string Name => "market";

    public async Task<string?> FindReasonAsync(CancellationToken cancellationToken)
    {
        var instruments = await grains.GetLiveInstrumentsAsync().WaitAsync(cancellationToken);
        if (instruments.Length == 0)
            return "The watchlist has not chosen its instruments yet.";
        foreach (var instrument in instruments)
        {
            var snapshot = await grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync().WaitAsync(cancellationToken);
            if (snapshot.Phase == SymbolPhase.Live)
                return null;
        }

        return $"None of the {instruments.Length} instruments has warmed up yet.";
    }
}
