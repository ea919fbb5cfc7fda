using System.Globalization;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>The venue's orders, executions and conditional orders to ours. What cannot be read is a <see cref="FormatException"/>.</summary>
internal static class BinanceOrderMapper
{
    /// <summary>
    /// Conditional orders have ids of their own, in a space of numbers that overlaps with that of orders: theirs are marked, so that nobody
    /// takes one for the other.
    /// </summary>
    public static string VenueIdOfAlgo(long? algoId) => $"algo-{(algoId ?? throw new FormatException("algoId is missing")).ToString(CultureInfo.InvariantCulture)}";

    public static string VenueIdOf(long? orderId) => (orderId ?? throw new FormatException("orderId is missing")).ToString(CultureInfo.InvariantCulture);

    /// <param name="order">The venue's.</param>
    /// <param name="ourId">Its id with us, where it is known otherwise than by the venue's client id.</param>
    public static OrderReport Map(BinanceOrder order, string? ourId = null)
    {
        var filled = DecimalText.ParseNotNegative(order.Executed, "executedQty");
        var state = BinanceWords.ToState(order.Status);
        return new OrderReport(
            ourId ?? order.ClientOrderId ?? throw new FormatException("clientOrderId is missing"),
            VenueIdOf(order.OrderId),
            state == OrderState.Accepted && filled > 0 ? OrderState.PartiallyFilled : state,
            filled,
            AverageOf(order, filled),
            VenueTime.Check(order.UpdateTime, "updateTime"),
            ReasonOf(state, order.Status, null),
            SpecOf(
                order.Symbol, order.Side, order.PositionSide, order.OriginalType ?? order.Type, order.TimeInForce, order.Quantity, order.Price,
                order.StopPrice, order.CallbackRate, order.ReduceOnly));
    }

    public static OrderReport Map(BinanceOrderState order, string ourId)
    {
        var filled = DecimalText.ParseNotNegative(order.Executed, "z");
        var state = BinanceWords.ToState(order.Status);
        return new OrderReport(
            ourId,
            VenueIdOf(order.OrderId),
            state == OrderState.Accepted && filled > 0 ? OrderState.PartiallyFilled : state,
            filled,
            Positive(order.AveragePrice),
            VenueTime.Check(order.Time, "T"),
            ReasonOf(state, order.Status, order.ExpiryReason),
            SpecOf(
                order.Symbol, order.Side, order.PositionSide, order.OriginalType ?? order.Type, order.TimeInForce, order.Quantity, order.Price,
                order.StopPrice, order.CallbackRate, order.ReduceOnly));
    }

    /// <summary>The execution that an event tells of; null when it tells of none. Liquidations are executions too, as far as they have an id.</summary>
    public static Fill? TryMapFill(BinanceOrderState order, string ourId)
    {
        if (order.Execution is not ("TRADE" or "CALCULATED") || order.TradeId is not > 0 || Positive(order.LastQuantity) is not { } quantity)
            return null;
        return new Fill(
            BinanceWords.ToInstrument(order.Symbol),
            VenueIdOf(order.TradeId),
            ourId,
            VenueIdOf(order.OrderId),
            BinanceWords.ToSide(order.Side),
            BinanceWords.ToPositionSide(order.PositionSide),
            DecimalText.ParsePositive(order.LastPrice, "L"),
            quantity,
            // Fee and asset are left out where nothing was charged.
            order.Commission is null ? 0 : DecimalText.ParseExact(order.Commission, "n"),
            order.CommissionAsset ?? "",
            order.Maker ?? throw new FormatException("m is missing"),
            VenueTime.Check(order.Time, "T"));
    }

    public static Fill Map(BinanceUserTrade trade, string? ourId) => new(
        BinanceWords.ToInstrument(trade.Symbol),
        VenueIdOf(trade.Id),
        ourId,
        VenueIdOf(trade.OrderId),
        BinanceWords.ToSide(trade.Side),
        BinanceWords.ToPositionSide(trade.PositionSide),
        DecimalText.ParsePositive(trade.Price, "price"),
        DecimalText.ParsePositive(trade.Quantity, "qty"),
        DecimalText.ParseExact(trade.Commission, "commission"),
        trade.CommissionAsset ?? throw new FormatException("commissionAsset is missing"),
        trade.Maker ?? throw new FormatException("maker is missing"),
        VenueTime.Check(trade.Time, "time"));

    /// <summary>An order that waits for its trigger, or ended before it. One that was triggered is told by the order that it became.</summary>
    public static OrderReport Map(BinanceAlgoOrder order, long now)
    {
        var state = StateOf(order.Status ?? "CANCELED");
        var filled = Positive(order.ActualQuantity) ?? 0;
        return new OrderReport(
            order.ClientAlgoId ?? throw new FormatException("clientAlgoId is missing"),
            ActualIdOf(order.ActualOrderId) ?? VenueIdOfAlgo(order.AlgoId),
            Ended(order.Status, state, filled, order.Quantity),
            filled,
            Positive(order.ActualPrice),
            VenueTime.Check(order.UpdateTime ?? now, "updateTime"),
            ReasonOf(state, order.Status, null),
            SpecOf(
                order.Symbol, order.Side, order.PositionSide, order.Type, order.TimeInForce, order.Quantity, order.Price,
                Trigger(order.TriggerPrice, order.ActivatePrice), order.CallbackRate, order.ReduceOnly));
    }

    public static OrderReport Map(BinanceAlgoState order, long time)
    {
        var state = StateOf(order.Status);
        var filled = Positive(order.ActualQuantity) ?? 0;
        return new OrderReport(
            order.ClientAlgoId ?? throw new FormatException("caid is missing"),
            ActualIdOf(order.ActualOrderId) ?? VenueIdOfAlgo(order.AlgoId),
            Ended(order.Status, state, filled, order.Quantity),
            filled,
            Positive(order.ActualPrice),
            VenueTime.Check(time, "T"),
            string.IsNullOrEmpty(order.Reason) ? ReasonOf(state, order.Status, null) : order.Reason,
            SpecOf(
                order.Symbol, order.Side, order.PositionSide, order.Type, order.TimeInForce, order.Quantity, order.Price, order.TriggerPrice,
                order.CallbackRate, order.ReduceOnly));
    }

    /// <summary>The number of the order that a conditional one has become; null while it is none.</summary>
    public static string? ActualIdOf(string? id) => string.IsNullOrEmpty(id) || id == "0" ? null : id;

    public static bool IsTriggered(string? status) => status is "TRIGGERING" or "TRIGGERED" or "FINISHED";

    private static OrderState StateOf(string? status) => status switch
    {
        "NEW" or "TRIGGERING" or "TRIGGERED" or "FINISHED" => OrderState.Accepted,
        _ => BinanceWords.ToState(status),
    };

    /// <summary>A finished one has traded or was cancelled as an order; how much tells which.</summary>
    private static OrderState Ended(string? status, OrderState state, decimal filled, string? quantity)
    {
        if (status != "FINISHED")
            return state == OrderState.Accepted && filled > 0 ? OrderState.PartiallyFilled : state;
        return filled > 0 && filled >= DecimalText.ParseExact(quantity, "quantity") ? OrderState.Filled : OrderState.Cancelled;
    }

    private static decimal? AverageOf(BinanceOrder order, decimal filled)
    {
        if (filled == 0)
            return null;
        return Positive(order.AveragePrice) ?? (Positive(order.ExecutedValue) / filled is > 0 and var average ? average : null);
    }

    private static string? ReasonOf(OrderState state, string? status, string? expiryReason) => state switch
    {
        OrderState.Rejected or OrderState.Expired => expiryReason is null or "0" ? status : $"{status}: {ExpiryReasonOf(expiryReason)}",
        _ => null,
    };

    private static string ExpiryReasonOf(string reason) => reason switch
    {
        "1" => "it would have traded against an order of the same account",
        "2" => "what did not trade at once was cancelled",
        "3" => "what did not trade at once was cancelled, since it would have traded against an order of the same account",
        "4" => "another order that reduces the position came before it",
        "5" => "the account was liquidated",
        "6" => "the position it was to close is gone",
        "7" => "the symbol was delisted",
        "8" => "the stop order that it was made by has expired",
        "9" => "the market could not fill it",
        "10" => "it could not be filled whole at once",
        "11" => "it would have taken instead of made",
        _ => $"reason {reason}",
    };

    private static OrderSpec? SpecOf(
        string? symbol, string? side, string? positionSide, string? type, string? duration, string? quantity, string? price, string? stopPrice,
        string? callbackRate, bool? reduceOnly)
    {
        // An order that closes a whole position has no quantity, and a cancellation may be answered without any of it.
        if (BinanceWords.ToType(type) is not { } known || Positive(quantity) is not { } size)
            return null;
        var isTrailing = known == OrderType.TrailingStop;
        return new OrderSpec(
            BinanceWords.ToInstrument(symbol),
            BinanceWords.ToSide(side),
            BinanceWords.ToPositionSide(positionSide),
            known,
            size,
            known is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit ? Positive(price) : null,
            known is OrderType.Market or OrderType.Limit ? null : Positive(stopPrice),
            isTrailing ? Positive(callbackRate) : null,
            BinanceWords.ToDuration(duration),
            reduceOnly ?? false);
    }

    private static string? Trigger(string? triggerPrice, string? activatePrice) => Positive(triggerPrice) is null ? activatePrice : triggerPrice;

    private static decimal? Positive(string? text) => DecimalText.TryParsePositive(text, out decimal value) ? value : null;
}
