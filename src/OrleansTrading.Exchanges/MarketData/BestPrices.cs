using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>Best bid and ask of one instrument.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="BidPrice">Quote units, above zero.</param>
/// <param name="AskPrice">Quote units, at least the bid.</param>
public sealed record BestPrices(InstrumentId Id, double BidPrice, double AskPrice)
{
    /// <summary>Distance between both as a fraction of their middle.</summary>
    public double Spread => (AskPrice - BidPrice) / ((AskPrice + BidPrice) / 2);
}
