using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>One venue's side of a comparison: the book of an instrument and what trading there costs. Prices are doubles: this is analysis, nothing is booked.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="QuoteAsset">What it is priced in.</param>
/// <param name="Bids">Best (highest) first.</param>
/// <param name="Asks">Best (lowest) first.</param>
/// <param name="TakerFee">Share of the value that a taker pays, for example 0.0005.</param>
/// <param name="FundingRate">Of one funding interval, paid by longs to shorts; null while it is not known, and where there is none.</param>
/// <param name="FundingsPerYear">Funding intervals in a year; null while that is not known, and where there is no funding.</param>
/// <param name="Age">Since the book's last change was received.</param>
/// <param name="CanBeSold">Whether it can be sold without being held: a perpetual can, and has funding; a spot instrument can not, and has none.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageMarket")]
public sealed record ArbitrageMarket(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] string QuoteAsset,
    [property: Id(2)] ImmutableArray<BookLevel> Bids,
    [property: Id(3)] ImmutableArray<BookLevel> Asks,
    [property: Id(4)] double TakerFee,
    [property: Id(5)] double? FundingRate,
    [property: Id(6)] double? FundingsPerYear,
    [property: Id(7)] TimeSpan Age,
    [property: Id(8)] bool CanBeSold);
