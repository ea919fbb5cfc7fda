using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Exchanges.Okx.Rest;

internal sealed record OkxReply<T>(
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("msg")] string? Message,
    [property: JsonPropertyName("data")] IReadOnlyList<T>? Data);

internal sealed record OkxFailure(
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("msg")] string? Message,
    [property: JsonPropertyName("data")] JsonElement? Data);

internal sealed record OkxTime([property: JsonPropertyName("ts")] string? Time);

/// <summary>ctVal, lotSz and minSz: base units of a contract, and contracts.</summary>
internal sealed record OkxInstrumentRow(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("instType")] string? Type,
    [property: JsonPropertyName("uly")] string? Underlying,
    [property: JsonPropertyName("settleCcy")] string? SettleAsset,
    [property: JsonPropertyName("ctVal")] string? ContractValue,
    [property: JsonPropertyName("ctMult")] string? ContractMultiplier,
    [property: JsonPropertyName("ctValCcy")] string? ContractAsset,
    [property: JsonPropertyName("ctType")] string? ContractType,
    [property: JsonPropertyName("tickSz")] string? TickSize,
    [property: JsonPropertyName("lotSz")] string? LotSize,
    [property: JsonPropertyName("minSz")] string? MinSize,
    [property: JsonPropertyName("maxLmtSz")] string? MaxLimitSize,
    [property: JsonPropertyName("maxMktSz")] string? MaxMarketSize,
    [property: JsonPropertyName("listTime")] string? ListTime,
    [property: JsonPropertyName("state")] string? State);

/// <summary>volCcy24h is in base units for swaps, vol24h in contracts.</summary>
internal sealed record OkxTicker(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("last")] string? Last,
    [property: JsonPropertyName("askPx")] string? Ask,
    [property: JsonPropertyName("bidPx")] string? Bid,
    [property: JsonPropertyName("open24h")] string? Open,
    [property: JsonPropertyName("volCcy24h")] string? BaseVolume,
    [property: JsonPropertyName("ts")] string? Time);

internal sealed record OkxMarkPrice(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("markPx")] string? Price,
    [property: JsonPropertyName("ts")] string? Time);

internal sealed record OkxIndexTicker(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("idxPx")] string? Price);

/// <summary>fundingTime is when fundingRate is paid next.</summary>
internal sealed record OkxFundingRate(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("fundingRate")] string? Rate,
    [property: JsonPropertyName("fundingTime")] string? Time,
    [property: JsonPropertyName("nextFundingTime")] string? NextTime = null);

/// <summary>oiCcy is in base units, oi in contracts.</summary>
internal sealed record OkxOpenInterest(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("oiCcy")] string? Quantity,
    [property: JsonPropertyName("ts")] string? Time);

/// <summary>Rows of price, contracts, "0" and number of orders.</summary>
internal sealed record OkxBookRow(
    [property: JsonPropertyName("asks")] IReadOnlyList<IReadOnlyList<string?>>? Asks,
    [property: JsonPropertyName("bids")] IReadOnlyList<IReadOnlyList<string?>>? Bids,
    [property: JsonPropertyName("ts")] string? Time,
    [property: JsonPropertyName("seqId")] long? Sequence);

/// <summary>side is the taker's.</summary>
internal sealed record OkxTradeRow(
    [property: JsonPropertyName("tradeId")] string? Id,
    [property: JsonPropertyName("px")] string? Price,
    [property: JsonPropertyName("sz")] string? Size,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("ts")] string? Time);

[JsonSerializable(typeof(OkxFailure))]
[JsonSerializable(typeof(OkxReply<OkxTime>))]
[JsonSerializable(typeof(OkxReply<OkxInstrumentRow>))]
[JsonSerializable(typeof(OkxReply<OkxTicker>))]
[JsonSerializable(typeof(OkxReply<OkxMarkPrice>))]
[JsonSerializable(typeof(OkxReply<OkxIndexTicker>))]
[JsonSerializable(typeof(OkxReply<OkxFundingRate>))]
[JsonSerializable(typeof(OkxReply<OkxOpenInterest>))]
[JsonSerializable(typeof(OkxReply<OkxBookRow>))]
[JsonSerializable(typeof(OkxReply<OkxTradeRow>))]
[JsonSerializable(typeof(OkxReply<IReadOnlyList<string?>>))]
internal sealed partial class OkxJson : JsonSerializerContext;
