namespace OrleansTrading.Domain.Signals;

/// <summary>What the factor of order flow stands on.</summary>
public enum OrderFlowSource : byte
{
    /// <summary>Nothing: the factor is absent.</summary>
    None = 0,

    /// <summary>The takers' buying share of the candles.</summary>
    Candles = 1,

    /// <summary>Trades and best prices as the streams brought them.</summary>
    Streams = 2,
}
