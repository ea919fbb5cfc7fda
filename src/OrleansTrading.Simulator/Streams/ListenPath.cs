namespace OrleansTrading.Simulator.Streams;

/// <summary>The first segment of a stream address. A stream is sent on one of them only.</summary>
public enum ListenPath
{
    /// <summary>Depth and book ticker.</summary>
    Public,

    /// <summary>Klines, trades, mark prices, tickers, liquidations.</summary>
    Market,

    /// <summary>User data.</summary>
    Private,

    /// <summary>All of Kraken's public streams, by Kraken's second protocol.</summary>
    V2,

    /// <summary>OKX's public streams but candles and single trades.</summary>
    V5Public,

    /// <summary>OKX's candles and single trades.</summary>
    V5Business,

    /// <summary>OKX's streams of an account.</summary>
    V5Private,
}
