using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountMachine
{
    private readonly AccountFigures _figures = new();
    private readonly RecentRefusals _refusals = new(1_000);

    /// <summary>
    /// Answers a request whose key was used before, before anything else is looked at: with the order that it made, or with a refusal when
    /// something else is asked for now. Null when the key is new.
    /// </summary>
    /// <param name="intentKey">The key.</param>
    /// <param name="request">Fingerprint of the request; null: not compared.</param>
    public AccountStep? FindRepeated(string intentKey, string? request)
    {
        if (!Book.IsOpened)
            return null;
        var id = OrderIds.Of(Book.Account, intentKey);
        if (Book.FindOrder(id) is { } order)
        {
            return request is not null && order.Request is { } made && made != request
                ? Take(refusal: new OrderRefusal(RefusalCodes.KeyReused, "intentKey", $"The key '{intentKey}' has made order {id} by another request."))
                : Take(order, isRepeated: true);
        }

        return Book.IsForgotten(id)
            ? Take(refusal: new OrderRefusal(RefusalCodes.KeyReused, "intentKey", $"The key '{intentKey}' has made order {id}, too long ago to be compared."))
            : null;
    }

    /// <summary>
    /// Decides an order: held to the switch, the position, the margin and the limits, and reserved in the same step. The same key gives the
    /// same order and sends nothing again.
    /// </summary>
    public AccountStep Place(OrderIntent intent, DecisionContext context)
    {
        var request = intent.Request ?? OrderIds.Fingerprint(intent.Spec.ToString());
        return FindRepeated(intent.IntentKey, request) ?? Decide(intent with { Request = request }, context);
    }

    /// <summary>Closes a share (more than 0, at most 1) of a position at the market. A request with a fingerprint is held to it when its key comes again.</summary>
    public AccountStep Close(string intentKey, PositionKey key, decimal share, OrderPurpose purpose, DecisionContext context, string? request = null)
    {
        if (FindRepeated(intentKey, request) is { } repeated)
            return repeated;
        var position = Book.PositionOf(key);
        if (position.IsFlat)
            return Refuse(intentKey, purpose, null, new OrderRefusal(RefusalCodes.UnknownPosition, "position", $"There is no position {key}."), null, context.Time);
        var quantity = ClosingQuantity(Math.Abs(position.Quantity), share, Math.Abs(position.Quantity), context);
        return Decide(new OrderIntent(intentKey, purpose, ClosingSpec(position, quantity), Request: request), context);
    }

    /// <summary>Asks for an order's end. One that has ended, or whose end was asked for, is only answered.</summary>
    public AccountStep Cancel(string orderId, string by, long time)
    {
        if (Book.FindOrder(orderId) is not { } order)
            return Take(refusal: new OrderRefusal(RefusalCodes.UnknownOrder, "orderId", $"The account has no order {orderId}."));
        if (OrderMachine.Cancel(order, time).IsIgnored)
            return Take(order, isRepeated: true);
        Emit(new CancelIntended(time, orderId, by));
        var cancelling = Book.FindOrder(orderId)!;
        if (!cancelling.IsFinal)
        {
            Then(new CancelOrder(cancelling));
            AskLater(orderId, time + Rules.CancelWithin);
        }

        return Take(cancelling);
    }

    private AccountStep Decide(OrderIntent intent, DecisionContext context)
    {
        var judged = Judge(intent, context);
        if (judged.Verdict is { Quantity: <= 0 } breach)
            return Breached(intent, breach, context.Time);
        return judged.Refusal is { } refusal
            ? Refused(intent, refusal, context.Time)
            : Intend(intent with { Spec = judged.Spec }, judged.Price!.Value, context.Time);
    }

    /// <summary>Holds an order to everything that it is held to, and changes nothing but the figures that it is looked at by.</summary>
    private OrderJudgement Judge(OrderIntent intent, DecisionContext context)
    {
        var spec = intent.Spec;
        if (Refuse(intent, context) is { } refused)
            return new OrderJudgement(spec, null, null, null, refused);
        if (Reduces(spec))
        {
            var held = Math.Abs(Book.PositionOf(KeyOf(spec)).Quantity);
            spec = spec.Quantity > held ? spec with { Quantity = held } : spec;
        }

        if (ReferencePrice(spec, context) is not { } price)
            return new OrderJudgement(spec, null, null, null, new OrderRefusal(RefusalCodes.NoPrice, "instrument", $"No price of {spec.Instrument} is known."));
        var order = RiskOrderOf(spec, intent.Purpose, price, context);
        _figures.Take(Book, context.Prices, Rules, context.Time);
        if (_figures.Unpriced is { } unpriced && !Reduces(spec))
            return new OrderJudgement(spec, price, order, null, new OrderRefusal(RefusalCodes.NoPrice, "", $"No price of {unpriced} is known, of which the account has something: what it is worth cannot be told."));
        var verdict = context.Check(_figures.View, order, Book.Limits);
        if (verdict.Quantity <= 0)
            return new OrderJudgement(spec, price, order, verdict, new OrderRefusal(RefusalCodes.RiskLimit, "", ReasonOf(verdict)));
        spec = verdict.Quantity < spec.Quantity ? spec with { Quantity = verdict.Quantity } : spec;
        return new OrderJudgement(spec, price, order, verdict, LacksMargin(spec, price));
    }

    private static RiskOrder RiskOrderOf(OrderSpec spec, OrderPurpose purpose, decimal price, DecisionContext context)
    {
        var step = IsMarket(spec) ? context.Instrument.MarketStepSize ?? context.Instrument.StepSize : context.Instrument.StepSize;
        var least = Math.Max(context.Instrument.MinQuantity ?? step, price == 0 ? 0 : Math.Ceiling(context.Instrument.MinNotional / price / step) * step);
        return new RiskOrder(
            spec.Instrument, context.Prices.BucketOf(spec.Instrument), spec.Side, spec.Quantity, price, spec.Price, context.Prices.PriceOf(spec.Instrument),
            Reduces(spec), purpose, step, least);
    }

    private static string ReasonOf(RiskVerdict verdict) => verdict.Reason ?? "A limit leaves nothing of the order.";

    private OrderRefusal? Refuse(OrderIntent intent, DecisionContext context)
    {
        var spec = intent.Spec;
        if (!Book.IsOpened)
            return new OrderRefusal(RefusalCodes.NotReady, "", "The account has not been opened.");
        if (spec.Quantity <= 0)
            return new OrderRefusal(RefusalCodes.BelowMinimum, "quantity", $"The quantity is {spec.Quantity}; expected more than 0.");
        if (Book.IsHedged == (spec.PositionSide == PositionSide.Net))
            return new OrderRefusal(RefusalCodes.InvalidOrder, "positionSide", Book.IsHedged ? "The account is hedged: expected Long or Short." : "The account is one-way: expected Net.");
        if (Reduces(spec) && !HasToReduce(spec))
            return new OrderRefusal(RefusalCodes.NothingToReduce, "reduceOnly", $"A {spec.Side} reduces nothing of {KeyOf(spec)}: it is {Book.PositionOf(KeyOf(spec)).Quantity}.");
        return Book.Switch switch
        {
            TradingSwitch.On => Book.LimitsDefect is { } defect && !Reduces(spec) ? new OrderRefusal(RefusalCodes.NoLimits, "", defect) : null,
            TradingSwitch.Halted when Reduces(spec) => null,
            TradingSwitch.Halted => new OrderRefusal(RefusalCodes.Halted, "", $"The account is halted: {Book.SwitchReason}. It only reduces positions until an operator resumes it."),
            TradingSwitch.Killed => new OrderRefusal(RefusalCodes.Killed, "", $"The kill switch is on: {Book.SwitchReason}."),
            _ => new OrderRefusal(RefusalCodes.TradingOff, "", "Trading is off for the account until an operator turns it on."),
        };
    }

    private AccountStep Intend(OrderIntent intent, decimal price, long time)
    {
        var id = OrderIds.Of(Book.Account, intent.IntentKey);
        var order = new Order(id, intent.Spec, intent.Purpose, intent.IntentKey, time) { UpdatedAt = time, Request = intent.Request };
        Emit(new OrderIntended(time, order, price, intent.Guards, intent.By));
        Send(order, time);
        return Take(Book.FindOrder(id));
    }

    /// <summary>Stored before it leaves: whoever reads the events afterwards takes the order for sent, and asks instead of sending.</summary>
    private void Send(Order order, long time)
    {
        Emit(new OrderSent(time, order.Id));
        Then(new SendOrder(Book.FindOrder(order.Id)!, time + Rules.SendWithin));
        AskLater(order.Id, time + Rules.AnswerWithin);
    }

    private AccountStep Breached(OrderIntent intent, RiskVerdict verdict, long time)
    {
        var reason = ReasonOf(verdict);
        if (verdict is { Breach: not null, Action: BreachAction.Halt } && Book.Switch == TradingSwitch.On)
            Emit(new TradingSwitched(time, TradingSwitch.Halted, reason, "limits"));
        return Refused(intent, new OrderRefusal(RefusalCodes.RiskLimit, "", reason), time);
    }

    /// <summary>
    /// Records why an order was refused before it came to a decision: by its form, or by its instrument. Kept once for each key and cause, as
    /// every refusal is.
    /// </summary>
    /// <param name="intentKey">What asks for it.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="spec">What was asked for, as far as it is known.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="time">Unix milliseconds.</param>
    public AccountStep Refuse(string intentKey, OrderPurpose purpose, OrderSpec? spec, OrderRefusal refusal, string? by, long time)
    {
        // A stop at the venue is placed under a new key each time: what is refused is the protection of its position.
        var cause = purpose == OrderPurpose.Protection && spec is not null ? $"protection/{KeyOf(spec)}" : intentKey;
        if (Book.IsOpened && _refusals.IsNew(cause, refusal.Code))
            Emit(new OrderRefused(time, intentKey, purpose, spec, refusal.Code, refusal.Reason, refusal.Field, by));
        return Take(refusal: refusal);
    }

    private AccountStep Refused(OrderIntent intent, OrderRefusal refusal, long time) =>
        Refuse(intent.IntentKey, intent.Purpose, intent.Spec, refusal, intent.By, time);

    private OrderRefusal? LacksMargin(OrderSpec spec, decimal price)
    {
        // A live account's margin is its venue's to judge unless the leverage is known.
        if (Reduces(spec) || (!Book.IsPaper && !Book.Leverage.ContainsKey(spec.Instrument)))
            return null;
        var (margin, fee) = MarginOf(spec, price);
        var needed = margin + fee;
        return needed <= _figures.Free
            ? null
            : new OrderRefusal(RefusalCodes.InsufficientMargin, "quantity", $"The order needs a margin with its fee of {needed:0.########}; {_figures.Free:0.########} {Book.Asset} are free.");
    }

    /// <summary>Margin and fee of what an order opens, beyond what it closes.</summary>
    private (decimal Margin, decimal Fee) MarginOf(OrderSpec spec, decimal price)
    {
        var held = Book.PositionOf(KeyOf(spec)).Quantity;
        var against = Math.Max(0, spec.Side == OrderSide.Buy ? -held : held);
        var opened = Reduces(spec) ? 0 : Math.Max(0, spec.Quantity - against) * price;
        return (opened / AccountValuation.LeverageOf(Book, spec.Instrument, Rules), opened * Rules.TakerFee);
    }

    private decimal? ReferencePrice(OrderSpec spec, DecisionContext context) =>
        AccountValuation.PriceOf(spec, context.Prices) ?? (Reduces(spec) ? Book.PositionOf(KeyOf(spec)).EntryPrice : null);

    private static bool Reduces(OrderSpec spec) => spec.OnlyReduces;

    private bool HasToReduce(OrderSpec spec) =>
        Book.PositionOf(KeyOf(spec)).Quantity is var held && (spec.Side == OrderSide.Buy ? held < 0 : held > 0);

    private static bool IsMarket(OrderSpec spec) => spec.Price is null;

    private static PositionKey KeyOf(OrderSpec spec) => new(spec.Instrument, spec.PositionSide);

    private static OrderSpec ClosingSpec(Position position, decimal quantity) => new(
        position.Key.Instrument, position.Quantity > 0 ? OrderSide.Sell : OrderSide.Buy, position.Key.Side, OrderType.Market, quantity,
        null, null, null, TimeInForce.GoodTillCancel, ReduceOnly: true);

    /// <summary>All of it closes to the last unit; a part is rounded down to the step; neither is more than the venue takes at once.</summary>
    private static decimal ClosingQuantity(decimal held, decimal share, decimal of, DecisionContext context)
    {
        var step = context.Instrument.MarketStepSize ?? context.Instrument.StepSize;
        var wanted = share >= 1 ? held : Math.Min(held, Math.Floor(of * share / step) * step);
        var most = context.Instrument.MaxMarketQuantity ?? context.Instrument.MaxQuantity;
        return wanted > most ? Math.Floor(most.Value / step) * step : wanted;
    }
}
