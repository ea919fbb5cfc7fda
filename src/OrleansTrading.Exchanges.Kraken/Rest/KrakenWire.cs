using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Exchanges.Kraken.Rest;

internal sealed record KrakenReply<T>(
    [property: JsonPropertyName("error")] IReadOnlyList<string>? Error,
    [property: JsonPropertyName("result")] T? Result);

internal sealed record KrakenFailure([property: JsonPropertyName("error")] IReadOnlyList<string?>? Error);

internal sealed record KrakenServerTime([property: JsonPropertyName("unixtime")] long? UnixTime);

internal sealed record KrakenAssetPair(
    [property: JsonPropertyName("altname")] string? Altname,
    [property: JsonPropertyName("wsname")] string? WsName,
    [property: JsonPropertyName("pair_decimals")] int? PairDecimals,
    [property: JsonPropertyName("lot_decimals")] int? LotDecimals,
    [property: JsonPropertyName("tick_size")] string? TickSize,
    [property: JsonPropertyName("costmin")] string? CostMinimum,
    [property: JsonPropertyName("status")] string? Status);

/// <summary>a, b: best ask and bid and their quantities; c: last price and quantity; v, p: volume and average price, today and over 24 hours; o: today's first price.</summary>
internal sealed record KrakenTicker(
    [property: JsonPropertyName("a")] IReadOnlyList<string?>? Ask,
    [property: JsonPropertyName("b")] IReadOnlyList<string?>? Bid,
    [property: JsonPropertyName("c")] IReadOnlyList<string?>? Last,
    [property: JsonPropertyName("v")] IReadOnlyList<string?>? Volume,
    [property: JsonPropertyName("p")] IReadOnlyList<string?>? AveragePrice,
    [property: JsonPropertyName("o")] string? Open);

/// <summary>Rows of price and quantity as text and a time in seconds.</summary>
internal sealed record KrakenDepth(
    [property: JsonPropertyName("asks")] IReadOnlyList<IReadOnlyList<JsonElement>>? Asks,
    [property: JsonPropertyName("bids")] IReadOnlyList<IReadOnlyList<JsonElement>>? Bids);

[JsonSerializable(typeof(KrakenFailure))]
[JsonSerializable(typeof(KrakenReply<KrakenServerTime>))]
[JsonSerializable(typeof(KrakenReply<Dictionary<string, KrakenAssetPair>>))]
[JsonSerializable(typeof(KrakenReply<Dictionary<string, KrakenTicker>>))]
[JsonSerializable(typeof(KrakenReply<Dictionary<string, KrakenDepth>>))]
internal sealed partial class KrakenJson : JsonSerializerContext;
