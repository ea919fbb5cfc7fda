using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Refusals in the venue's codes.</summary>
internal static class Refusals
{
    public static OkxError UnknownOrder { get; } = new(51603, "Order does not exist");

    public static OkxError NotCancellable { get; } = new(51400, "Cancellation failed as the order has been filled, canceled or does not exist");

    public static OkxError Triggered { get; } = new(51416, "Order has been triggered and can't be canceled");

    public static OkxError DuplicateAlgo { get; } = new(51065, "algoClOrdId already exists.");

    public static OkxError Of(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.UnknownSymbol => OkxCall.UnknownInstrument,
        RefusalReason.NotTrading => new(51021, "Contract to be listed"),
        RefusalReason.MissingPrice or RefusalReason.PricePrecision or RefusalReason.PriceTick or RefusalReason.PriceTooLow or RefusalReason.PriceTooHigh => OkxCall.Invalid("px"),
        RefusalReason.QuantityNotPositive => OkxCall.Invalid("sz"),
        RefusalReason.QuantityPrecision or RefusalReason.QuantityStep => new(51121, "Order quantity must be a multiple of the lot size"),
        RefusalReason.QuantityTooSmall or RefusalReason.NotionalTooSmall => new(51020, "Your order should meet or exceed the minimum order amount"),
        RefusalReason.QuantityTooLarge => new(51202, "Order amount exceeds the maximum amount"),
        RefusalReason.PriceAboveBand => new(51137, $"Your opening price has triggered the limit price, and the max buy price is {refusal.Detail}"),
        RefusalReason.PriceBelowBand => new(51138, $"Your opening price has triggered the limit price, and the min sell price is {refusal.Detail}"),
        RefusalReason.NoLiquidity or RefusalReason.MarketBeyondBand => new(51031, "This order price is not within the closing price range"),
        RefusalReason.InsufficientMargin => new(51008, "Order failed. Insufficient USDT margin in account"),
        RefusalReason.PositionTooLarge => new(51004, "Order failed. The order amount and existing positions exceed the limit of the current leverage"),
        RefusalReason.ReduceOnlyRejected => new(51169, "Order failed because you don't have any positions to reduce or close in this contract"),
        RefusalReason.PositionSideMismatch => OkxCall.Invalid("posSide"),
        RefusalReason.DuplicateClientId => new(51016, "Client order ID already exists"),
        RefusalReason.ClientIdInvalid => OkxCall.Invalid("clOrdId"),
        RefusalReason.UnknownOrder => NotCancellable,
        RefusalReason.TooManyOpenOrders => new(51025, "Order count exceeds the limit"),
        RefusalReason.WouldTriggerAtOnce => new(51280, "The trigger price has been passed already"),
        RefusalReason.TriggerPriceInvalid => OkxCall.Invalid("triggerPx"),
        RefusalReason.CallbackRateInvalid => OkxCall.Invalid("callbackRatio"),
        RefusalReason.LeverageInvalid => new(59102, "Leverage exceeds the maximum limit"),
        RefusalReason.HasPosition or RefusalReason.HasOpenOrders => new(59000, "Setting failed. Cancel any open orders, close positions, and stop trading bots first."),
        var other => new(51000, $"Parameter error: {other}"),
    };
}
