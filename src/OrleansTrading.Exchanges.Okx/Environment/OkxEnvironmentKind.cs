namespace OrleansTrading.Exchanges.Okx.Environment;

/// <summary>Which market is behind the connector.</summary>
public enum OkxEnvironmentKind
{
    /// <summary>A made-up market; no money, no key.</summary>
    Simulator = 0,

    /// <summary>The venue's demo trading: real protocol, play money.</summary>
    Demo = 1,

    /// <summary>The real market.</summary>
    Live = 2,
}
