using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Grains.Gaps;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    public async Task<GapReport> RepairGapsAsync(GapQuery query)
    {
        // While candles are still being brought, what is missing is no gap yet.
        if (_phase == SymbolPhase.Warming)
            return new GapReport(0, 0, 0, 0, 0, [], "NotLive", $"{_instrument} is still warming up.");
        return await new GapRepair(_instrument, _book, _keeper, store, hub, _phase == SymbolPhase.Live, query).RunAsync(_stopping.Token);
    }
}
