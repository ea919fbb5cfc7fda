using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Exchanges.Okx.Rest;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>What came of one operation.</summary>
internal sealed record OkxAck(
    [property: JsonPropertyName("ordId")] string? OrderId,
    [property: JsonPropertyName("clOrdId")] string? ClientId,
    [property: JsonPropertyName("algoId")] string? AlgoId,
    [property: JsonPropertyName("algoClOrdId")] string? AlgoClientId,
    [property: JsonPropertyName("ts")] string? Time);

/// <summary>An order, as requests and the stream tell it; sizes in contracts, a fee below zero was paid. The last nine are the stream's.</summary>
internal sealed record OkxOrder(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("ordId")] string? OrderId,
    [property: JsonPropertyName("clOrdId")] string? ClientId,
    [property: JsonPropertyName("algoId")] string? AlgoId,
    [property: JsonPropertyName("algoClOrdId")] string? AlgoClientId,
    [property: JsonPropertyName("state")] string? State,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("posSide")] string? PositionSide,
    [property: JsonPropertyName("ordType")] string? Type,
    [property: JsonPropertyName("px")] string? Price,
    [property: JsonPropertyName("sz")] string? Size,
    [property: JsonPropertyName("accFillSz")] string? Filled,
    [property: JsonPropertyName("avgPx")] string? AveragePrice,
    [property: JsonPropertyName("reduceOnly")] string? ReduceOnly,
    [property: JsonPropertyName("cancelSource")] string? CancelSource,
    [property: JsonPropertyName("cancelSourceReason")] string? CancelReason,
    [property: JsonPropertyName("uTime")] string? UpdateTime,
    [property: JsonPropertyName("tradeId")] string? TradeId,
    [property: JsonPropertyName("fillPx")] string? FillPrice,
    [property: JsonPropertyName("fillSz")] string? FillSize,
    [property: JsonPropertyName("fillFee")] string? FillFee,
    [property: JsonPropertyName("fillFeeCcy")] string? FillFeeAsset,
    [property: JsonPropertyName("fillTime")] string? FillTime,
    [property: JsonPropertyName("execType")] string? Liquidity);

/// <summary>A conditional order; state is live, pause, effective, partially_effective, canceled, order_failed or partially_failed.</summary>
internal sealed record OkxAlgoOrder(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("algoId")] string? AlgoId,
    [property: JsonPropertyName("algoClOrdId")] string? AlgoClientId,
    [property: JsonPropertyName("ordId")] string? OrderId,
    [property: JsonPropertyName("ordIdList")] IReadOnlyList<string?>? OrderIds,
    [property: JsonPropertyName("state")] string? State,
    [property: JsonPropertyName("ordType")] string? Type,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("posSide")] string? PositionSide,
    [property: JsonPropertyName("sz")] string? Size,
    [property: JsonPropertyName("slTriggerPx")] string? StopTrigger,
    [property: JsonPropertyName("slOrdPx")] string? StopPrice,
    [property: JsonPropertyName("tpTriggerPx")] string? ProfitTrigger,
    [property: JsonPropertyName("tpOrdPx")] string? ProfitPrice,
    [property: JsonPropertyName("callbackRatio")] string? CallbackRatio,
    [property: JsonPropertyName("activePx")] string? ActivePrice,
    [property: JsonPropertyName("reduceOnly")] string? ReduceOnly,
    [property: JsonPropertyName("failCode")] string? FailCode,
    [property: JsonPropertyName("cTime")] string? CreateTime,
    [property: JsonPropertyName("uTime")] string? UpdateTime,
    [property: JsonPropertyName("pTime")] string? PushTime);

/// <summary>execType is T for takers and M for makers.</summary>
internal sealed record OkxFill(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("tradeId")] string? TradeId,
    [property: JsonPropertyName("ordId")] string? OrderId,
    [property: JsonPropertyName("clOrdId")] string? ClientId,
    [property: JsonPropertyName("billId")] string? BillId,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("posSide")] string? PositionSide,
    [property: JsonPropertyName("fillPx")] string? Price,
    [property: JsonPropertyName("fillSz")] string? Size,
    [property: JsonPropertyName("fee")] string? Fee,
    [property: JsonPropertyName("feeCcy")] string? FeeAsset,
    [property: JsonPropertyName("execType")] string? Liquidity,
    [property: JsonPropertyName("ts")] string? Time);

/// <summary>What an account's cash moved by, and the margin of an isolated position.</summary>
internal sealed record OkxBill(
    [property: JsonPropertyName("billId")] string? BillId,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("ccy")] string? Asset,
    [property: JsonPropertyName("balChg")] string? Change,
    [property: JsonPropertyName("posBalChg")] string? PositionChange,
    [property: JsonPropertyName("ts")] string? Time);

internal sealed record OkxBalance(
    [property: JsonPropertyName("details")] IReadOnlyList<OkxBalanceDetail?>? Details,
    [property: JsonPropertyName("uTime")] string? Time);

internal sealed record OkxBalanceDetail(
    [property: JsonPropertyName("ccy")] string? Asset,
    [property: JsonPropertyName("cashBal")] string? Cash);

/// <summary>pos is signed on a one-way account, and not where long and short stand side by side.</summary>
internal sealed record OkxPosition(
    [property: JsonPropertyName("instId")] string? Name,
    [property: JsonPropertyName("posSide")] string? PositionSide,
    [property: JsonPropertyName("pos")] string? Size,
    [property: JsonPropertyName("avgPx")] string? AveragePrice,
    [property: JsonPropertyName("lever")] string? Leverage,
    [property: JsonPropertyName("mgnMode")] string? MarginMode,
    [property: JsonPropertyName("margin")] string? Margin,
    [property: JsonPropertyName("ccy")] string? Asset,
    [property: JsonPropertyName("liqPx")] string? LiquidationPrice);

internal sealed record OkxConfiguration([property: JsonPropertyName("posMode")] string? PositionMode);

/// <summary>eventType says why: filled, funding_fee, transferred and others; snapshot after the subscription.</summary>
internal sealed record OkxHoldings(
    [property: JsonPropertyName("eventType")] string? Event,
    [property: JsonPropertyName("pTime")] string? Time,
    [property: JsonPropertyName("balData")] IReadOnlyList<OkxBalanceDetail?>? Balances,
    [property: JsonPropertyName("posData")] IReadOnlyList<OkxPosition?>? Positions);

internal sealed record OkxPushArgument([property: JsonPropertyName("channel")] string? Channel);

internal sealed record OkxPush(
    [property: JsonPropertyName("event")] string? Event,
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("msg")] string? Message,
    [property: JsonPropertyName("arg")] OkxPushArgument? Argument,
    [property: JsonPropertyName("data")] JsonElement? Data);

[JsonSerializable(typeof(OkxPush))]
[JsonSerializable(typeof(OkxReply<OkxAck>))]
[JsonSerializable(typeof(OkxReply<OkxOrder>))]
[JsonSerializable(typeof(OkxReply<OkxAlgoOrder>))]
[JsonSerializable(typeof(OkxReply<OkxFill>))]
[JsonSerializable(typeof(OkxReply<OkxBill>))]
[JsonSerializable(typeof(OkxReply<OkxBalance>))]
[JsonSerializable(typeof(OkxReply<OkxPosition>))]
[JsonSerializable(typeof(OkxReply<OkxConfiguration>))]
[JsonSerializable(typeof(List<OkxOrder>))]
[JsonSerializable(typeof(List<OkxAlgoOrder>))]
[JsonSerializable(typeof(List<OkxHoldings>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<Dictionary<string, string>>))]
internal sealed partial class OkxTradingJson : JsonSerializerContext;
