using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Trading;

/// <summary>Conditional orders: placing, cancelling and going off.</summary>
internal sealed partial class TradingVenue
{
    public Answer<ConditionalOrder> Place(TradingAccount account, ConditionalTerms terms, long now)
    {
        Advance(now);
        now = _now;
        var order = terms.Order;
        if ((order.PositionSide != PositionSide.Both) != account.IsHedging)
            return RefusalReason.PositionSideMismatch;
        if ((Shape(terms) ?? Ids(account, terms)) is { } broken)
            return broken;
        if (Liquidity.At(order.Symbol, now).Best(order.Side) is null)
            return RefusalReason.NoLiquidity;
        var price = Watched(terms, now);
        if (terms.Kind != ConditionalKind.Trailing && Conditions.Holds(terms.Kind, order.Side, terms.Trigger!.Value, price))
            return RefusalReason.WouldTriggerAtOnce;
        var number = NextId(now);
        var best = terms is { Kind: ConditionalKind.Trailing, Trigger: null } ? price : (decimal?)null;
        var placed = new ConditionalOrder(number, terms.ClientId ?? $"auto{number}", terms, ConditionalStatus.Waiting, best, null, null, now, now, 0);
        Put(account, placed, now);
        Desk(order.Symbol).Wait(account, placed, now);
        return placed;
    }

    public Answer<ConditionalOrder> Cancel(TradingAccount account, ConditionalOrder order, long now)
    {
        Advance(now);
        if (!account.TryConditional(order.Id, out var current) || !current.IsOpen)
            return RefusalReason.UnknownOrder;
        return Put(account, current with { Status = ConditionalStatus.Cancelled, Updated = _now }, _now);
    }

    /// <summary>Cancels the account's waiting conditional orders, of one symbol or of all.</summary>
    public IReadOnlyList<ConditionalOrder> CancelAllConditionals(TradingAccount account, string? symbol, long now)
    {
        Advance(now);
        return [.. account.Conditionals.Where(order => order.IsOpen && (symbol is null || order.Symbol == symbol)).ToArray()
            .Select(order => Put(account, order with { Status = ConditionalStatus.Cancelled, Updated = _now }, _now))];
    }

    /// <summary>The conditional order becomes an order, at the prices of <paramref name="time"/>.</summary>
    internal void GoOff(TradingAccount account, ConditionalOrder conditional, long time)
    {
        var terms = conditional.Terms.Order with { ConditionalId = conditional.Id };
        var triggered = conditional with { Status = ConditionalStatus.Triggered, Triggered = time, Updated = time };
        if (conditional.Terms.ClosesPosition)
        {
            var closable = account.Closable(terms with { ReduceOnly = true }) ?? 0;
            if (closable <= 0)
            {
                Put(account, triggered with { Status = ConditionalStatus.Expired }, time);
                return;
            }

            terms = terms with { Quantity = closable };
        }

        Put(account, triggered, time);
        var answer = PlaceNow(account, terms, time);
        if (!answer.IsDone)
            Put(account, triggered with { Status = ConditionalStatus.Rejected, Refusal = answer.Refusal }, time);
        else if (account.TryConditional(conditional.Id, out var current) && current.Status == ConditionalStatus.Triggered)
            Put(account, current with { OrderId = answer.Value.Id }, time);
    }

    private static ConditionalOrder Put(TradingAccount account, ConditionalOrder order, long time)
    {
        account.Put(order);
        account.Tell(new ConditionalNotice(time, order));
        return order;
    }

    private Refusal? Shape(ConditionalTerms terms)
    {
        var spec = terms.Order.Symbol.Spec;
        if (terms.Kind == ConditionalKind.Trailing && terms.CallbackRate is < 0.001m or > 0.1m)
            return RefusalReason.CallbackRateInvalid;
        if (terms.Kind != ConditionalKind.Trailing && terms.Trigger is null)
            return RefusalReason.TriggerPriceInvalid;
        if (terms.Trigger is { } trigger && OrderChecks.Price(spec, trigger) is { } price)
            return price;
        if (terms.Order is { Kind: OrderKind.Limit } order && (order.Price is { } limit ? OrderChecks.Price(spec, limit) : RefusalReason.MissingPrice) is { } bad)
            return bad;
        return terms.ClosesPosition ? null : OrderChecks.Quantity(spec, terms.Order.Quantity, Rules.MostLimitSteps);
    }

    private Refusal? Ids(TradingAccount account, ConditionalTerms terms)
    {
        if (terms.ClientId is { } id)
        {
            if (!Rules.IsClientId(id))
                return RefusalReason.ClientIdInvalid;
            if (account.TryConditional(id, out var earlier) && earlier.IsOpen)
                return RefusalReason.DuplicateClientId;
        }

        var waiting = account.Conditionals.Count(order => order.IsOpen && order.Symbol == terms.Order.Symbol.Spec.Name);
        return waiting >= Rules.MostConditionalOrders ? RefusalReason.TooManyOpenOrders : null;
    }

    private static decimal Watched(ConditionalTerms terms, long now)
    {
        var symbol = terms.Order.Symbol;
        if (terms.Watches == TriggerPrice.Mark)
            return Margins.MarkOf(symbol, now);
        symbol.Market.TryLastTrade(now, Scratch.Trades, out var last);
        return symbol.Spec.Price(last.Price);
    }
}
