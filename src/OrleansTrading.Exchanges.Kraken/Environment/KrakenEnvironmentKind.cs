namespace OrleansTrading.Exchanges.Kraken.Environment;

/// <summary>Which market is behind the connector. The venue's spot market has no public test environment.</summary>
public enum KrakenEnvironmentKind
{
    /// <summary>A made-up market; no money, no key.</summary>
    Simulator = 0,

    /// <summary>The real market.</summary>
    Live = 1,
}
