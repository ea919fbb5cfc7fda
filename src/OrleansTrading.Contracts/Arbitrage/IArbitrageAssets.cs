namespace OrleansTrading.Contracts.Arbitrage;

/// <summary>Which base assets are compared over venues: the keys of <see cref="IArbitrageGrain"/>.</summary>
public interface IArbitrageAssets
{
    IReadOnlyList<string> All { get; }
}
