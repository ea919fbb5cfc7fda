using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

internal sealed class ArbitrageAssets(IOptions<ArbitrageOptions> options) : IArbitrageAssets
{
    public IReadOnlyList<string> All { get; } = options.Value.ParseAssets();
}
