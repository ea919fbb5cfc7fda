using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Refusals in the venue's codes: https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code.</summary>
internal static class Refusals
{
    public static ApiError Of(Refusal refusal, SymbolSpec? spec = null)
    {
        var (code, message) = refusal.Reason switch
        {
            RefusalReason.UnknownSymbol => (-1121, "Invalid symbol."),
            RefusalReason.NotTrading => (-4140, "Invalid symbol status for opening position."),
            RefusalReason.MissingPrice => (-4001, "Price less than 0."),
            RefusalReason.QuantityNotPositive => (-4003, "Quantity less than or equal to zero."),
            RefusalReason.QuantityPrecision or RefusalReason.PricePrecision => (-1111, "Precision is over the maximum defined for this asset."),
            RefusalReason.QuantityStep => (-4023, "Qty not increased by step size."),
            RefusalReason.QuantityTooSmall => (-4004, "Quantity less than min quantity."),
            RefusalReason.QuantityTooLarge => (-4005, "Quantity greater than max quantity."),
            RefusalReason.PriceTick => (-4014, "Price not increased by tick size."),
            RefusalReason.PriceTooLow => (-4013, "Price less than min price."),
            RefusalReason.PriceTooHigh => (-4002, "Price greater than max price."),
            RefusalReason.PriceBelowBand => (-4024, $"Limit price can't be lower than {refusal.Detail}."),
            RefusalReason.PriceAboveBand => (-4016, $"Limit price can't be higher than {refusal.Detail}."),
            RefusalReason.NotionalTooSmall => (-4164, $"Order's notional must be no smaller than {refusal.Detail} (unless you choose reduce only)."),
            RefusalReason.NoLiquidity => (-2020, "Unable to fill."),
            RefusalReason.MarketBeyondBand => (-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit."),
            RefusalReason.InsufficientMargin => (-2019, "Margin is insufficient."),
            RefusalReason.PositionTooLarge => (-2027, "Exceeded the maximum allowable position at current leverage."),
            RefusalReason.ReduceOnlyRejected => (-2022, "ReduceOnly Order is rejected."),
            RefusalReason.PositionSideMismatch => (-4061, "Order's position side does not match user's setting."),
            RefusalReason.WouldTake => (-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history"),
            RefusalReason.WouldNotFill => (-5021, "Due to the order could not be filled immediately, the FOK order has been rejected. The order will not be recorded in the order history"),
            RefusalReason.DuplicateClientId => (-4116, "ClientOrderId is duplicated."),
            RefusalReason.ClientIdInvalid => (-4015, "Client order id is not valid."),
            RefusalReason.UnknownOrder => (-2011, "Unknown order sent."),
            RefusalReason.TooManyOpenOrders => (-2025, "Reach max open order limit."),
            RefusalReason.WouldTriggerAtOnce => (-2021, "Order would immediately trigger."),
            RefusalReason.TriggerPriceInvalid => (-4006, "Stop price less than zero."),
            RefusalReason.CallbackRateInvalid => (-2007, "Invalid callBack rate."),
            RefusalReason.LeverageInvalid => (-4028, $"Leverage {refusal.Detail} is not valid"),
            RefusalReason.NoChange => (-5027, "No need to modify the order."),
            RefusalReason.HasPosition => (-4048, "Margin type cannot be changed if there exists position."),
            RefusalReason.HasOpenOrders => (-4047, "Margin type cannot be changed if there exists open orders."),
            _ => (-1013, $"Invalid message{(spec is null ? "" : " for " + spec.Name)}."),
        };
        return RequestErrors.Of(code, message);
    }
}
