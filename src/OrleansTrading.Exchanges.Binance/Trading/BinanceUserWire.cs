using System.Text.Json.Serialization;

namespace OrleansTrading.Exchanges.Binance.Trading;

internal sealed record BinanceOrderEvent(
    [property: JsonPropertyName("E")] long? EventTime,
    [property: JsonPropertyName("T")] long? Time,
    [property: JsonPropertyName("o")] BinanceOrderState? Order);

internal sealed record BinanceOrderState(
    [property: JsonPropertyName("s")] string? Symbol,
    [property: JsonPropertyName("c")] string? ClientOrderId,
    [property: JsonPropertyName("S")] string? Side,
    [property: JsonPropertyName("o")] string? Type,
    [property: JsonPropertyName("ot")] string? OriginalType,
    [property: JsonPropertyName("f")] string? TimeInForce,
    [property: JsonPropertyName("q")] string? Quantity,
    [property: JsonPropertyName("p")] string? Price,
    [property: JsonPropertyName("ap")] string? AveragePrice,
    [property: JsonPropertyName("sp")] string? StopPrice,
    [property: JsonPropertyName("x")] string? Execution,
    [property: JsonPropertyName("X")] string? Status,
    [property: JsonPropertyName("i")] long? OrderId,
    [property: JsonPropertyName("l")] string? LastQuantity,
    [property: JsonPropertyName("z")] string? Executed,
    [property: JsonPropertyName("L")] string? LastPrice,
    [property: JsonPropertyName("N")] string? CommissionAsset,
    [property: JsonPropertyName("n")] string? Commission,
    [property: JsonPropertyName("T")] long? Time,
    [property: JsonPropertyName("t")] long? TradeId,
    [property: JsonPropertyName("m")] bool? Maker,
    [property: JsonPropertyName("R")] bool? ReduceOnly,
    [property: JsonPropertyName("ps")] string? PositionSide,
    [property: JsonPropertyName("cr")] string? CallbackRate,
    [property: JsonPropertyName("er"), JsonConverter(typeof(LooseTextConverter))] string? ExpiryReason);

internal sealed record BinanceAlgoEvent(
    [property: JsonPropertyName("E")] long? EventTime,
    [property: JsonPropertyName("T")] long? Time,
    [property: JsonPropertyName("o")] BinanceAlgoState? Order);

internal sealed record BinanceAlgoState(
    [property: JsonPropertyName("caid")] string? ClientAlgoId,
    [property: JsonPropertyName("aid")] long? AlgoId,
    [property: JsonPropertyName("o")] string? Type,
    [property: JsonPropertyName("s")] string? Symbol,
    [property: JsonPropertyName("S")] string? Side,
    [property: JsonPropertyName("ps")] string? PositionSide,
    [property: JsonPropertyName("f")] string? TimeInForce,
    [property: JsonPropertyName("q")] string? Quantity,
    [property: JsonPropertyName("X")] string? Status,
    [property: JsonPropertyName("ai"), JsonConverter(typeof(LooseTextConverter))] string? ActualOrderId,
    [property: JsonPropertyName("ap")] string? ActualPrice,
    [property: JsonPropertyName("aq")] string? ActualQuantity,
    [property: JsonPropertyName("tp")] string? TriggerPrice,
    [property: JsonPropertyName("p")] string? Price,
    [property: JsonPropertyName("cr")] string? CallbackRate,
    [property: JsonPropertyName("R")] bool? ReduceOnly,
    [property: JsonPropertyName("rm")] string? Reason);

internal sealed record BinanceAccountEvent(
    [property: JsonPropertyName("E")] long? EventTime,
    [property: JsonPropertyName("T")] long? Time,
    [property: JsonPropertyName("a")] BinanceAccountChange? Change);

internal sealed record BinanceAccountChange(
    [property: JsonPropertyName("m")] string? Reason,
    [property: JsonPropertyName("B")] IReadOnlyList<BinanceBalanceChange?>? Balances,
    [property: JsonPropertyName("P")] IReadOnlyList<BinancePositionChange?>? Positions);

internal sealed record BinanceBalanceChange(
    [property: JsonPropertyName("a")] string? Asset,
    [property: JsonPropertyName("wb")] string? WalletBalance);

internal sealed record BinancePositionChange(
    [property: JsonPropertyName("s")] string? Symbol,
    [property: JsonPropertyName("pa")] string? Quantity,
    [property: JsonPropertyName("ep")] string? EntryPrice,
    [property: JsonPropertyName("mt")] string? MarginType,
    [property: JsonPropertyName("ps")] string? PositionSide);

internal sealed record BinanceMarginCall([property: JsonPropertyName("p")] IReadOnlyList<BinanceMarginCallPosition?>? Positions);

internal sealed record BinanceMarginCallPosition(
    [property: JsonPropertyName("s")] string? Symbol,
    [property: JsonPropertyName("ps")] string? PositionSide,
    [property: JsonPropertyName("pa")] string? Quantity,
    [property: JsonPropertyName("mp")] string? MarkPrice,
    [property: JsonPropertyName("mm")] string? MaintenanceMargin);

internal sealed record BinanceTriggerReject(
    [property: JsonPropertyName("T")] long? Time,
    [property: JsonPropertyName("or")] BinanceRejectedTrigger? Order);

internal sealed record BinanceRejectedTrigger(
    [property: JsonPropertyName("s")] string? Symbol,
    [property: JsonPropertyName("i")] long? OrderId,
    [property: JsonPropertyName("r")] string? Reason);
