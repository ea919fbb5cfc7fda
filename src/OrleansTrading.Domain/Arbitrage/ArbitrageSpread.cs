using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>
/// What buying at one venue and selling at another would bring now, both books walked level by level, after both taker fees. Prices are in quote units.
/// </summary>
/// <param name="Buy">Where it is bought.</param>
/// <param name="Sell">Where it is sold.</param>
/// <param name="Quantity">Base units compared: as much as the wanted value is at the best ask.</param>
/// <param name="BuyPrice">Average price of that quantity among the asks.</param>
/// <param name="SellPrice">Average price of that quantity among the bids.</param>
/// <param name="GrossBps">(sell - buy) / buy, 1/10,000.</param>
/// <param name="NetBps">Likewise, after both fees: (sell x (1 - fee) - buy x (1 + fee)) / buy.</param>
/// <param name="BestQuantity">Base units up to which every further unit still pays after fees; 0 when the first does not.</param>
/// <param name="BestProfit">What <paramref name="BestQuantity"/> would bring after fees, quote units.</param>
/// <param name="FundingBpsPerYear">What holding both legs would receive in funding in a year at today's rates (minus: pay), 1/10,000; null while a rate or its interval is not known.</param>
/// <param name="BuyAge">Since the last change of the bought book was received.</param>
/// <param name="SellAge">Likewise of the sold one.</param>
/// <param name="SameQuote">Whether both are priced in the same asset; where not, a part of the spread is the price of one quote asset in the other.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageSpread")]
public sealed record ArbitrageSpread(
    [property: Id(0)] InstrumentId Buy,
    [property: Id(1)] InstrumentId Sell,
    [property: Id(2)] double Quantity,
    [property: Id(3)] double BuyPrice,
    [property: Id(4)] double SellPrice,
    [property: Id(5)] double GrossBps,
    [property: Id(6)] double NetBps,
    [property: Id(7)] double BestQuantity,
    [property: Id(8)] double BestProfit,
    [property: Id(9)] double? FundingBpsPerYear,
    [property: Id(10)] TimeSpan BuyAge,
    [property: Id(11)] TimeSpan SellAge,
    [property: Id(12)] bool SameQuote);
