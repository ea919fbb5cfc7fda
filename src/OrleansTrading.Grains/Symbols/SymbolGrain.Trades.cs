using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    private void TellTrade(in AggTrade trade)
    {
        foreach (var follower in _followers)
            follower.OnTrade(trade, isRepaired: false);
    }
}
