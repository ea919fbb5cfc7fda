namespace OrleansTrading.Exchanges.Kraken.Mapping;

/// <summary>One pair by its three names, and how many decimals its numbers have.</summary>
/// <param name="Altname">As requests take it and instrument ids hold it: XBTUSD.</param>
/// <param name="Name">As answers name it: XXBTZUSD.</param>
/// <param name="Symbol">As streams name it: BTC/USD.</param>
/// <param name="PriceDecimals">Decimals of prices.</param>
/// <param name="LotDecimals">Decimals of quantities.</param>
internal sealed record KrakenPair(string Altname, string Name, string Symbol, int PriceDecimals, int LotDecimals)
{
    public byte[] Utf8Altname { get; } = System.Text.Encoding.UTF8.GetBytes(Altname);
}
