using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>The rules of price and quantity that an order is held against before anything else.</summary>
internal static class OrderChecks
{
    public static Refusal? Check(OrderTerms terms, VenueRules rules, decimal mark)
    {
        var spec = terms.Symbol.Spec;
        var isLimit = terms.Kind == OrderKind.Limit;
        if (isLimit && terms.Price is not > 0)
            return RefusalReason.MissingPrice;
        if (terms.ClientId is { } id && !rules.IsClientId(id))
            return RefusalReason.ClientIdInvalid;
        return Quantity(spec, terms.Quantity, isLimit ? rules.MostLimitSteps : rules.MostMarketSteps)
            ?? (isLimit ? Price(spec, terms.Price!.Value) ?? Band(terms, rules, mark) : null);
    }

    public static Refusal? Quantity(SymbolSpec spec, decimal quantity, long mostSteps)
    {
        var step = spec.Quantity(spec.StepUnits);
        if (quantity <= 0)
            return RefusalReason.QuantityNotPositive;
        if (HasMoreDecimals(quantity, spec.QuantityDecimals))
            return RefusalReason.QuantityPrecision;
        if (quantity < step)
            return RefusalReason.QuantityTooSmall;
        if (quantity > step * mostSteps)
            return RefusalReason.QuantityTooLarge;
        return quantity % step == 0 ? null : RefusalReason.QuantityStep;
    }

    public static Refusal? Price(SymbolSpec spec, decimal price)
    {
        if (price <= 0)
            return RefusalReason.PriceTooLow;
        if (HasMoreDecimals(price, spec.PriceDecimals))
            return RefusalReason.PricePrecision;
        return price % spec.Price(spec.TickUnits) == 0 ? null : RefusalReason.PriceTick;
    }

    /// <summary>Notional of an order that opens something.</summary>
    public static Refusal? Notional(OrderTerms terms, VenueRules rules, decimal price) =>
        terms.Quantity * price < rules.LeastNotional ? new Refusal(RefusalReason.NotionalTooSmall, Text(rules.LeastNotional)) : null;

    private static Refusal? Band(OrderTerms terms, VenueRules rules, decimal mark)
    {
        var tick = terms.Symbol.Spec.Price(terms.Symbol.Spec.TickUnits);
        var highest = Math.Floor(mark * (1 + rules.PriceBand) / tick) * tick;
        var lowest = Math.Ceiling(mark * (1 - rules.PriceBand) / tick) * tick;
        return terms.Side switch
        {
            OrderSide.Buy when terms.Price > highest => new Refusal(RefusalReason.PriceAboveBand, Text(highest)),
            OrderSide.Sell when terms.Price < lowest => new Refusal(RefusalReason.PriceBelowBand, Text(lowest)),
            _ => null,
        };
    }

    private static bool HasMoreDecimals(decimal value, int decimals) => Math.Round(value, decimals) != value;

    private static string Text(decimal value) => value.ToString("G29");
}
