using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Exchanges.Binance.Trading;

internal sealed record BinanceOrder(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("orderId")] long? OrderId,
    [property: JsonPropertyName("clientOrderId")] string? ClientOrderId,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("positionSide")] string? PositionSide,
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("origType")] string? OriginalType,
    [property: JsonPropertyName("timeInForce")] string? TimeInForce,
    [property: JsonPropertyName("origQty")] string? Quantity,
    [property: JsonPropertyName("executedQty")] string? Executed,
    [property: JsonPropertyName("cumQuote")] string? ExecutedValue,
    [property: JsonPropertyName("avgPrice")] string? AveragePrice,
    [property: JsonPropertyName("price")] string? Price,
    [property: JsonPropertyName("stopPrice")] string? StopPrice,
    [property: JsonPropertyName("priceRate")] string? CallbackRate,
    [property: JsonPropertyName("reduceOnly")] bool? ReduceOnly,
    [property: JsonPropertyName("updateTime")] long? UpdateTime);

/// <remarks>A cancellation may be answered with the ids and <c>{"code":"200"}</c> alone.</remarks>
internal sealed record BinanceAlgoOrder(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("algoId")] long? AlgoId,
    [property: JsonPropertyName("clientAlgoId")] string? ClientAlgoId,
    [property: JsonPropertyName("algoStatus")] string? Status,
    [property: JsonPropertyName("orderType")] string? Type,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("positionSide")] string? PositionSide,
    [property: JsonPropertyName("timeInForce")] string? TimeInForce,
    [property: JsonPropertyName("quantity")] string? Quantity,
    [property: JsonPropertyName("price")] string? Price,
    [property: JsonPropertyName("triggerPrice")] string? TriggerPrice,
    [property: JsonPropertyName("activatePrice")] string? ActivatePrice,
    [property: JsonPropertyName("callbackRate")] string? CallbackRate,
    [property: JsonPropertyName("reduceOnly")] bool? ReduceOnly,
    [property: JsonPropertyName("actualOrderId"), JsonConverter(typeof(LooseTextConverter))] string? ActualOrderId,
    [property: JsonPropertyName("actualPrice")] string? ActualPrice,
    [property: JsonPropertyName("actualQty")] string? ActualQuantity,
    [property: JsonPropertyName("updateTime")] long? UpdateTime);

internal sealed record BinanceUserTrade(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("id")] long? Id,
    [property: JsonPropertyName("orderId")] long? OrderId,
    [property: JsonPropertyName("side")] string? Side,
    [property: JsonPropertyName("positionSide")] string? PositionSide,
    [property: JsonPropertyName("price")] string? Price,
    [property: JsonPropertyName("qty")] string? Quantity,
    [property: JsonPropertyName("commission")] string? Commission,
    [property: JsonPropertyName("commissionAsset")] string? CommissionAsset,
    [property: JsonPropertyName("maker")] bool? Maker,
    [property: JsonPropertyName("time")] long? Time);

internal sealed record BinanceIncome(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("incomeType")] string? IncomeType,
    [property: JsonPropertyName("income")] string? Income,
    [property: JsonPropertyName("asset")] string? Asset,
    [property: JsonPropertyName("time")] long? Time,
    [property: JsonPropertyName("tranId"), JsonConverter(typeof(LooseTextConverter))] string? TransactionId,
    [property: JsonPropertyName("tradeId"), JsonConverter(typeof(LooseTextConverter))] string? TradeId);

internal sealed record BinanceAccount([property: JsonPropertyName("assets")] IReadOnlyList<BinanceAsset?>? Assets);

internal sealed record BinanceAsset(
    [property: JsonPropertyName("asset")] string? Asset,
    [property: JsonPropertyName("walletBalance")] string? WalletBalance,
    [property: JsonPropertyName("updateTime")] long? UpdateTime);

internal sealed record BinancePosition(
    [property: JsonPropertyName("symbol")] string? Symbol,
    [property: JsonPropertyName("positionSide")] string? PositionSide,
    [property: JsonPropertyName("positionAmt")] string? Quantity,
    [property: JsonPropertyName("entryPrice")] string? EntryPrice,
    [property: JsonPropertyName("liquidationPrice")] string? LiquidationPrice,
    [property: JsonPropertyName("leverage"), JsonConverter(typeof(LooseTextConverter))] string? Leverage,
    [property: JsonPropertyName("marginType")] string? MarginType,
    [property: JsonPropertyName("isolatedMargin")] string? IsolatedMargin,
    [property: JsonPropertyName("updateTime")] long? UpdateTime);

internal sealed record BinanceConfiguration([property: JsonPropertyName("dualSidePosition")] bool? IsHedged);

internal sealed record BinanceListenKey([property: JsonPropertyName("listenKey")] string? ListenKey);

/// <summary>The venue writes ids now as numbers, now as text.</summary>
internal sealed class LooseTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new JsonException($"expected a text or an integer, got {reader.TokenType}"),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

[JsonSerializable(typeof(BinanceOrder))]
[JsonSerializable(typeof(BinanceOrder[]))]
[JsonSerializable(typeof(BinanceAlgoOrder))]
[JsonSerializable(typeof(BinanceAlgoOrder[]))]
[JsonSerializable(typeof(BinanceUserTrade[]))]
[JsonSerializable(typeof(BinanceIncome[]))]
[JsonSerializable(typeof(BinanceAccount))]
[JsonSerializable(typeof(BinancePosition[]))]
[JsonSerializable(typeof(BinanceConfiguration))]
[JsonSerializable(typeof(BinanceListenKey))]
[JsonSerializable(typeof(BinanceOrderEvent))]
[JsonSerializable(typeof(BinanceAlgoEvent))]
[JsonSerializable(typeof(BinanceAccountEvent))]
[JsonSerializable(typeof(BinanceMarginCall))]
[JsonSerializable(typeof(BinanceTriggerReject))]
internal sealed partial class BinanceTradingJson : JsonSerializerContext;
