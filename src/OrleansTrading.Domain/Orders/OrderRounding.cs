using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Orders;

/// <summary>
/// Brings an order to its instrument's steps. What is sent never goes beyond what was asked for: quantities are rounded down, a buy's limit
/// price down, a sell's up. Triggers are rounded to the side on which they are reached sooner. What then breaks a rule of the venue is
/// refused with what was expected.
/// </summary>
public static class OrderRounding
{
    /// <summary>Largest distance of a trailing stop, percent.</summary>
    public const decimal MaxTrailingPercent = 50;

    /// <param name="intent">What was asked for.</param>
    /// <param name="rules">The instrument.</param>
    /// <param name="markPrice">Quote units; null when it is not known: then price band and least notional of orders without a price are not looked at.</param>
    public static RoundedOrder Round(OrderSpec intent, InstrumentInfo rules, decimal? markPrice)
    {
        if (!rules.IsTrading)
            return Refuse(RefusalCodes.NotTrading, "instrument", $"{rules.Id} takes no orders now.");
        if (Shape(intent) is { } misshapen)
            return new RoundedOrder(null, misshapen);
        var spec = intent with
        {
            Quantity = Down(intent.Quantity, QuantityStep(rules, intent.Type)),
            Price = intent.Price is { } price ? LimitPrice(price, intent.Side, rules.TickSize) : null,
            StopPrice = intent.StopPrice is { } stop ? StopPrice(stop, intent, rules.TickSize) : null,
        };
        return (Prices(intent, spec, rules, markPrice) ?? Quantities(intent, spec, rules, markPrice)) is { } refusal
            ? new RoundedOrder(null, refusal)
            : new RoundedOrder(spec, null);
    }

    /// <summary>The largest quantity in steps that is worth at most <paramref name="notional"/> at <paramref name="price"/>; 0 when not even a step is.</summary>
    public static decimal QuantityOf(decimal notional, decimal price, InstrumentInfo rules, OrderType type)
    {
        var step = QuantityStep(rules, type);
        var quantity = Down(notional / price, step);
        // The division is itself rounded, by at most a unit of its last place.
        return quantity * price > notional && step > 0 ? quantity - step : quantity;
    }

    /// <summary>The quantity step of orders of a type, base units.</summary>
    public static decimal QuantityStep(InstrumentInfo rules, OrderType type) => IsMarket(type) ? rules.MarketStepSize ?? rules.StepSize : rules.StepSize;

    private static OrderRefusal? Shape(OrderSpec spec)
    {
        var (isLimit, isTriggered) = (!IsMarket(spec.Type), spec.Type is OrderType.StopMarket or OrderType.StopLimit or OrderType.TakeProfitMarket or OrderType.TakeProfitLimit);
        return spec switch
        {
            { Quantity: <= 0 } => Invalid("quantity", $"The quantity is {spec.Quantity}; expected more than 0."),
            { Price: <= 0 } => Invalid("price", $"The price is {spec.Price}; expected more than 0."),
            { StopPrice: <= 0 } => Invalid("stopPrice", $"The stop price is {spec.StopPrice}; expected more than 0."),
            { Price: null } when isLimit => Invalid("price", $"A {spec.Type} order needs a price."),
            { Price: not null } when !isLimit => Invalid("price", $"A {spec.Type} order has no price."),
            { StopPrice: null } when isTriggered => Invalid("stopPrice", $"A {spec.Type} order needs a stop price."),
            { StopPrice: not null } when !isTriggered && spec.Type != OrderType.TrailingStop => Invalid("stopPrice", $"A {spec.Type} order has no stop price."),
            { Type: OrderType.TrailingStop, TrailingPercent: null or <= 0 or > MaxTrailingPercent } =>
                Invalid("trailingPercent", $"The trailing percentage is {spec.TrailingPercent?.ToString() ?? "missing"}; expected more than 0 and at most {MaxTrailingPercent}."),
            { Type: not OrderType.TrailingStop, TrailingPercent: not null } => Invalid("trailingPercent", $"A {spec.Type} order does not trail."),
            { TimeInForce: TimeInForce.PostOnly } when !isLimit => Invalid("timeInForce", $"A {spec.Type} order takes at once; only limit orders can be post-only."),
            _ => null,
        };
    }

    private static OrderRefusal? Prices(OrderSpec intent, OrderSpec spec, InstrumentInfo rules, decimal? markPrice)
    {
        if (spec.Price is <= 0)
            return Invalid("price", $"The price {intent.Price} is less than a tick; expected at least {rules.TickSize}.");
        if (spec.StopPrice is <= 0)
            return Invalid("stopPrice", $"The stop price {intent.StopPrice} is less than a tick; expected at least {rules.TickSize}.");
        // A conditional order's limit is held to the band when it triggers, by the venue.
        if (spec.Price is not { } price || spec.IsConditional || markPrice is not { } mark)
            return null;
        if (spec.Side == OrderSide.Buy && rules.PriceBandUp is { } up && price > mark * up)
            return new OrderRefusal(RefusalCodes.PriceBand, "price", $"A buy at {price} is outside of the price band; expected at most {Down(mark * up, rules.TickSize)} at a mark price of {mark}.");
        if (spec.Side == OrderSide.Sell && rules.PriceBandDown is { } down && price < mark * down)
            return new OrderRefusal(RefusalCodes.PriceBand, "price", $"A sell at {price} is outside of the price band; expected at least {Up(mark * down, rules.TickSize)} at a mark price of {mark}.");
        return null;
    }

    private static OrderRefusal? Quantities(OrderSpec intent, OrderSpec spec, InstrumentInfo rules, decimal? markPrice)
    {
        var step = QuantityStep(rules, spec.Type);
        var least = Math.Max(rules.MinQuantity ?? 0, step);
        if (spec.Quantity <= 0 || spec.Quantity < least)
            return new OrderRefusal(RefusalCodes.BelowMinimum, "quantity", $"The quantity {intent.Quantity} is {spec.Quantity} in steps of {step}; expected at least {least}.");
        var most = IsMarket(spec.Type) ? rules.MaxMarketQuantity ?? rules.MaxQuantity : rules.MaxQuantity;
        if (spec.Quantity > most)
            return new OrderRefusal(RefusalCodes.AboveMaximum, "quantity", $"The quantity is {spec.Quantity}; expected at most {most}.");
        // Venues let the rest of a position go however little it is worth.
        var price = spec.Price ?? spec.StopPrice ?? markPrice;
        return !spec.ReduceOnly && spec.Quantity * price < rules.MinNotional
            ? new OrderRefusal(RefusalCodes.BelowMinimum, "quantity", $"The order is worth {spec.Quantity * price}; expected at least {rules.MinNotional} {rules.QuoteAsset}.")
            : null;
    }

    private static decimal LimitPrice(decimal price, OrderSide side, decimal tick) => side == OrderSide.Buy ? Down(price, tick) : Up(price, tick);

    /// <summary>A stop loss is reached from the other side than a take-profit or the start of a trailing stop.</summary>
    private static decimal StopPrice(decimal price, OrderSpec spec, decimal tick)
    {
        var isReachedFromBelow = (spec.Side == OrderSide.Buy) == (spec.Type is OrderType.StopMarket or OrderType.StopLimit);
        return isReachedFromBelow ? Down(price, tick) : Up(price, tick);
    }

    private static bool IsMarket(OrderType type) => type is not (OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit);

    private static decimal Down(decimal value, decimal step) => step > 0 ? value - (value % step) : value;

    private static decimal Up(decimal value, decimal step) => Down(value, step) is var down && down == value ? value : down + step;

    private static OrderRefusal Invalid(string field, string reason) => new(RefusalCodes.InvalidOrder, field, reason);

    private static RoundedOrder Refuse(string code, string field, string reason) => new(null, new OrderRefusal(code, field, reason));
}
