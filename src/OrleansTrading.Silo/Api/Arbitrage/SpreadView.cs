using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>What buying at one venue and selling at another would bring. Prices are in units of the quote asset.</summary>
/// <param name="Asset">Base asset.</param>
/// <param name="Buy">Instrument that is bought.</param>
/// <param name="Sell">Instrument that is sold.</param>
/// <param name="Quantity">What is compared, in units of the base asset.</param>
/// <param name="BuyPrice">Average price of that quantity among the asks.</param>
/// <param name="SellPrice">Average price of that quantity among the bids.</param>
/// <param name="GrossBps">(sell - buy) / buy, in 1/10,000.</param>
/// <param name="NetBps">The same after both taker fees.</param>
/// <param name="BestQuantity">Units of the base asset up to which every further one pays after fees.</param>
/// <param name="BestProfit">What those would bring after fees, in units of the quote asset.</param>
/// <param name="FundingBpsPerYear">What holding both legs would receive in funding in a year at today's rates, in 1/10,000. Null without funding.</param>
/// <param name="BuyAgeMs">Since the last change of the bought book, milliseconds.</param>
/// <param name="SellAgeMs">Since the last change of the sold book, milliseconds.</param>
/// <param name="SameQuote">Whether both are priced in the same asset. Where not, the spread holds the price of one quote asset in the other.</param>
internal sealed record SpreadView(
    string Asset, string Buy, string Sell, double Quantity, double BuyPrice, double SellPrice, double GrossBps, double NetBps, double BestQuantity,
    double BestProfit, double? FundingBpsPerYear, double BuyAgeMs, double SellAgeMs, bool SameQuote)
{
    public static SpreadView Of(string asset, ArbitrageSpread spread) => new(
        asset, spread.Buy.ToString(), spread.Sell.ToString(), spread.Quantity, spread.BuyPrice, spread.SellPrice, spread.GrossBps, spread.NetBps,
        spread.BestQuantity, spread.BestProfit, spread.FundingBpsPerYear, spread.BuyAge.TotalMilliseconds, spread.SellAge.TotalMilliseconds, spread.SameQuote);
}
