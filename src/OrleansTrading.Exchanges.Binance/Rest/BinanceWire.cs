using System.Text.Json.Serialization;

namespace OrleansTrading.Exchanges.Binance.Rest;

internal sealed record BinanceError(
    [property: JsonPropertyName("code")] int? Code,
    [property: JsonPropertyName("msg")] string? Message);

internal sealed record BinanceServerTime([property: JsonPropertyName("serverTime")] long? ServerTime);

internal sealed record BinanceExchangeInfo([property: JsonPropertyName("symbols")] IReadOnlyList<BinanceSymbol?>? Symbols);

internal sealed record BinanceSymbol(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("contractType")] string? ContractType,
    [property: JsonPropertyName("baseAsset")] string? BaseAsset,
    [property: JsonPropertyName("quoteAsset")] string? QuoteAsset,
    [property: JsonPropertyName("onboardDate")] long? OnboardDate,
    [property: JsonPropertyName("filters")] IReadOnlyList<BinanceFilter?>? Filters);

internal sealed record BinanceFilter(
    [property: JsonPropertyName("filterType")] string? FilterType,
    [property: JsonPropertyName("tickSize")] string? TickSize,
    [property: JsonPropertyName("stepSize")] string? StepSize,
    [property: JsonPropertyName("notional")] string? Notional,
    [property: JsonPropertyName("minQty")] string? MinQty,
    [property: JsonPropertyName("maxQty")] string? MaxQty,
    [property: JsonPropertyName("multiplierUp")] string? MultiplierUp,
    [property: JsonPropertyName("multiplierDown")] string? MultiplierDown);

internal sealed record BinanceTicker24Hours(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("lastPrice")] string? LastPrice,
    [property: JsonPropertyName("openPrice")] string? OpenPrice,
    [property: JsonPropertyName("quoteVolume")] string? QuoteVolume,
    [property: JsonPropertyName("closeTime")] long? CloseTime);

internal sealed record BinanceBookTicker(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("bidPrice")] string? BidPrice,
    [property: JsonPropertyName("askPrice")] string? AskPrice);

internal sealed record BinancePremiumIndex(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("markPrice")] string? MarkPrice,
    [property: JsonPropertyName("indexPrice")] string? IndexPrice,
    [property: JsonPropertyName("lastFundingRate")] string? LastFundingRate,
    [property: JsonPropertyName("nextFundingTime")] long? NextFundingTime,
    [property: JsonPropertyName("time")] long? Time);

internal sealed record BinanceFundingInfo(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("fundingIntervalHours")] int? IntervalHours);

internal sealed record BinanceOpenInterest(
    [property: JsonPropertyName("openInterest")] string? OpenInterest,
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("time")] long? Time);

internal sealed record BinanceDepth(
    [property: JsonPropertyName("lastUpdateId")] long? LastUpdateId,
    [property: JsonPropertyName("E")] long? EventTime,
    [property: JsonPropertyName("bids")] IReadOnlyList<IReadOnlyList<string>>? Bids,
    [property: JsonPropertyName("asks")] IReadOnlyList<IReadOnlyList<string>>? Asks);

[JsonSerializable(typeof(BinanceError))]
[JsonSerializable(typeof(BinanceServerTime))]
[JsonSerializable(typeof(BinanceExchangeInfo))]
[JsonSerializable(typeof(BinanceTicker24Hours[]))]
[JsonSerializable(typeof(BinanceBookTicker[]))]
[JsonSerializable(typeof(BinancePremiumIndex))]
[JsonSerializable(typeof(BinanceFundingInfo[]))]
[JsonSerializable(typeof(BinanceOpenInterest))]
[JsonSerializable(typeof(BinanceDepth))]
internal sealed partial class BinanceJson : JsonSerializerContext;
