using Orleans;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>Why an opportunity is over.</summary>
[GenerateSerializer, Alias("OrleansTrading.ArbitrageEnd")]
public enum ArbitrageEnd : byte
{
    /// <summary>The net spread has fallen below what keeps it open.</summary>
    Closed = 0,

    /// <summary>The books could not be compared any more: stale, not live, too thin.</summary>
    Lost = 1,

    /// <summary>Nobody looked for a while: the service was down.</summary>
    Unwatched = 2,
}
