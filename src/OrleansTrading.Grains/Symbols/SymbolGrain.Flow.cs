using OrleansTrading.Contracts.Flow;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    public Task<OrderFlowSeries> GetOrderFlowAsync(int seconds) => Task.FromResult(new OrderFlowSeries(_instrument, [], 0, null, null));
}
