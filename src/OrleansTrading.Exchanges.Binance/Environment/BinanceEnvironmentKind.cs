namespace OrleansTrading.Exchanges.Binance.Environment;

/// <summary>Which market is behind the connector.</summary>
public enum BinanceEnvironmentKind
{
    /// <summary>A made-up market; no money, no key.</summary>
    Simulator = 0,

    /// <summary>The venue's own test market; no money.</summary>
    Testnet = 1,

    /// <summary>The real market.</summary>
    Live = 2,
}
