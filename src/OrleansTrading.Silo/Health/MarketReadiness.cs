using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Health;

/// <summary>
/// The watchlist is chosen and at least one of its instruments has warmed up. Once this process has seen that, it stays so: instruments that
/// were on a silo that died warm up anew elsewhere, and that is no reason to send nobody to those that are left.
/// </summary>
internal sealed class MarketReadiness(IGrainFactory grains) : IReadinessCheck
{
    private volatile bool _wasWarm;

    public string Name => "market";

    public bool IsNeeded => true;

    public async Task<string?> FindReasonAsync(CancellationToken cancellationToken)
    {
        if (_wasWarm)
            return null;
        var instruments = await grains.GetLiveInstrumentsAsync().WaitAsync(cancellationToken);
        if (instruments.Length == 0)
            return "The watchlist has not chosen its instruments yet.";
        var silent = 0;
        await foreach (var asked in Task.WhenEach(instruments.Select(instrument => FindPhaseAsync(instrument, cancellationToken))))
        {
            var phase = await asked;
            if (phase == SymbolPhase.Live)
                _wasWarm = true;
            if (_wasWarm)
                return null;
            if (phase is null)
                silent++;
        }

        return $"None of the {instruments.Length} instruments has warmed up yet" + (silent > 0 ? $"; {silent} of them did not answer." : ".");
    }

    /// <returns>Null when it does not answer: another one may.</returns>
    private async Task<SymbolPhase?> FindPhaseAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        try
        {
            return (await grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync().WaitAsync(cancellationToken)).Phase;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
