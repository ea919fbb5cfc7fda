using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountMachine
{
    /// <summary>The venue's word on an order: the answer to a request, or news of its stream. An open order that is not known is followed from here on.</summary>
    public AccountStep Report(OrderReport report, long time)
    {
        Learn(report, time);
        return Take(FindOrder(report));
    }

    /// <summary>How far a trailing order on paper has followed the market, as the symbol tells it; it never goes back.</summary>
    public AccountStep Trail(string orderId, decimal best, long time)
    {
        if (Book.FindOrder(orderId) is { IsFinal: false, Spec: { Type: OrderType.TrailingStop, Side: var side } } order
            && (order.TrailBest is not { } before || (side == OrderSide.Buy ? best < before : best > before)))
            Emit(new OrderTrailed(time, orderId, best));
        return Take();
    }

    /// <summary>An execution; booked once.</summary>
    public AccountStep Fill(Fill fill, long time)
    {
        BookFill(fill, time);
        return Take(Book.FindOrder(fill));
    }

    /// <summary>Cash came or went; booked once.</summary>
    /// <param name="move">What moved.</param>
    /// <param name="doubt">What of it is not known for certain, kept with it; null when all of it is.</param>
    public AccountStep Cash(CashMoved move, DifferenceFound? doubt = null)
    {
        var before = Book.Version;
        BookCash(move);
        if (doubt is not null && Book.Version > before)
            Emit(doubt);
        return Take();
    }

    /// <summary>The venue refused to take an order, for certain.</summary>
    public AccountStep SendRefused(string orderId, string reason, long time)
    {
        if (Book.FindOrder(orderId) is not { } order)
            return Take();
        var change = OrderMachine.Refuse(order, reason, time);
        if (!change.IsIgnored)
            Emit(Of(change.Order, time));
        else if (!order.IsFinal)
            Ask(order, time);
        Tidy(orderId);
        return Take(Book.FindOrder(orderId));
    }

    /// <summary>An order was not put on the wire, for certain: the switch was off, or it was too late.</summary>
    public AccountStep NotSent(string orderId, string reason, long time) => SendRefused(orderId, reason, time);

    /// <summary>An order was sent, and whether the venue has it is not known.</summary>
    public AccountStep SendUnknown(string orderId, string reason, long time)
    {
        if (Book.FindOrder(orderId) is not { } order)
            return Take();
        Lose(order, reason, time);
        return Take(Book.FindOrder(orderId));
    }

    /// <summary>A request for an order's end was refused, or came to nothing that is known: the order may have ended before.</summary>
    public AccountStep CancelFailed(string orderId, long time)
    {
        if (Book.FindOrder(orderId) is { IsFinal: false } order)
            Ask(order, time);
        return Take(Book.FindOrder(orderId));
    }

    /// <summary>The answer to <see cref="AskOrder"/>: the venue knows it.</summary>
    public AccountStep Found(OrderReport report, long time)
    {
        Learn(report, time);
        var order = FindOrder(report);
        if (order is { State: OrderState.Cancelling } && report.State is OrderState.Accepted or OrderState.PartiallyFilled)
        {
            Then(new CancelOrder(order));
            AskLater(order.Id, time + Rules.CancelWithin);
        }

        return Take(order);
    }

    /// <summary>
    /// The answer to <see cref="AskOrder"/>: the venue has none of that id. Believed only when it was asked after the request could no
    /// longer arrive, and asked again after the first such answer.
    /// </summary>
    public AccountStep Missing(string orderId, long askedAt, long time)
    {
        if (Book.FindOrder(orderId) is not { IsFinal: false } order)
            return Take();
        var possible = Rules.TooLateFrom(order);
        if (askedAt < possible)
            AskLater(orderId, Math.Max(possible, time + Rules.FirstPause));
        else if (_missing.TryAdd(orderId, time))
            AskLater(orderId, time + Rules.FirstPause);
        else if (askedAt > _missing[orderId])
            End(order, time);
        return Take(Book.FindOrder(orderId));
    }

    /// <summary>The answer to <see cref="AskFills"/>.</summary>
    public AccountStep Fills(AskFills asked, IReadOnlyCollection<Fill> fills, long time)
    {
        foreach (var fill in fills)
            BookFill(fill, time);
        if (asked.From <= FillsFrom(asked.Instrument))
            _fillsAsked[asked.Instrument] = Math.Max(asked.AskedAt, _fillsAsked.GetValueOrDefault(asked.Instrument));
        if (asked.From <= SearchFrom(asked.AskedAt))
            _fillsSearched[asked.Instrument] = Math.Max(asked.AskedAt, _fillsSearched.GetValueOrDefault(asked.Instrument));
        return Take();
    }

    /// <summary>The answer to <see cref="AskCash"/>.</summary>
    public AccountStep CashMoves(AskCash asked, IReadOnlyCollection<CashMoved> moves)
    {
        foreach (var move in moves)
            BookCash(move);
        if (asked.From <= CashFrom())
            _cashAsked = Math.Max(asked.AskedAt, _cashAsked);
        if (asked.From <= SearchFrom(asked.AskedAt))
            _cashSearched = Math.Max(asked.AskedAt, _cashSearched);
        return Take();
    }

    private void Learn(OrderReport report, long time)
    {
        if (!Book.IsOpened)
            return;
        if (FindOrder(report) is not { } order)
        {
            Adopt(report, time, isCompared: false);
            return;
        }

        _missing.Remove(order.Id);
        var change = OrderMachine.Report(order, report);
        if (change.IsIgnored)
            return;
        Emit(Of(change.Order, time));
        Tidy(order.Id);
        if (Book.FindOrder(order.Id) is { } now && now.ReportedFilled > now.Filled)
            _fillsDue.TryAdd(now.Spec.Instrument, new Due(time + Rules.FillsWithin, Rules.FirstPause));
    }

    private void Adopt(OrderReport report, long time, bool isCompared)
    {
        var id = report.OrderId.Length > 0 ? report.OrderId : report.VenueId ?? "";
        if (id.Length == 0 || report.Spec is not { Quantity: > 0 } spec || report.State is OrderState.New or OrderState.Unknown || Book.FindOrder(id) is not null)
            return;
        var order = new Order(id, spec, OrderPurpose.External, $"venue/{id}", report.Time) { SentAt = report.Time, UpdatedAt = time };
        var change = OrderMachine.Report(order, report).Order;
        if (change.IsFinal)
            return;
        if (isCompared || OrderIds.IsOurs(id))
            Emit(new DifferenceFound(time, $"order/{id}", "none", report.State.ToString(), "followed from here on"));
        Emit(Of(change, time) with { Adopted = order });
    }

    private void BookFill(Fill fill, long time)
    {
        var isStrange = fill.Quantity <= 0 || fill.Price <= 0;
        var isBefore = !Book.IsPaper && fill.Time < Book.OpenedAt && !OrderIds.IsOurs(fill.OrderId) && Book.FindOrder(fill) is null;
        if (!Book.IsOpened || isStrange || isBefore || Book.IsBooked(fill))
            return;
        var before = Book.PositionOf(new PositionKey(fill.Instrument, fill.PositionSide));
        Emit(new FillBooked(time, fill));
        Protect(fill, before, time);
        if (Book.FindOrder(fill) is { } order)
        {
            _missing.Remove(order.Id);
            Tidy(order.Id);
        }
    }

    private void BookCash(CashMoved move)
    {
        if (Book.IsOpened && move.Amount != 0 && (Book.IsPaper || move.Time >= Book.OpenedAt) && !Book.IsBooked(move))
            Emit(OfHeld(move));
    }

    /// <summary>Venues tell the instrument of a payment and not which side of a hedged account paid: it is the one that is held, or told of neither.</summary>
    private CashMoved OfHeld(CashMoved move)
    {
        if (!Book.IsHedged || move.Position is not { Side: PositionSide.Net } key)
            return move;
        var (buys, sells) = (key with { Side = PositionSide.Long }, key with { Side = PositionSide.Short });
        return (Book.PositionOf(buys).IsFlat, Book.PositionOf(sells).IsFlat) switch
        {
            (false, true) => move with { Position = buys },
            (true, false) => move with { Position = sells },
            _ => move with { Position = null },
        };
    }

    private void Lose(Order order, string reason, long time)
    {
        var change = OrderMachine.LoseTrack(order, reason, time);
        if (!change.IsIgnored)
            Emit(Of(change.Order, time));
        if (Book.FindOrder(order.Id) is { IsFinal: false, State: OrderState.Unknown or OrderState.Cancelling } lost)
            Ask(lost, time);
    }

    private void End(Order order, long time)
    {
        var wasConfirmed = OrderMachine.IsConfirmed(order);
        var change = OrderMachine.Missing(order, wasConfirmed ? "the venue knows it no longer" : "it never reached the venue", time).Order;
        if (wasConfirmed)
            Emit(new DifferenceFound(time, $"order/{order.Id}", order.State.ToString(), "none", change.State.ToString()));
        Emit(Of(change, time));
        Tidy(order.Id);
        if (wasConfirmed)
            _fillsDue.TryAdd(order.Spec.Instrument, new Due(time, Rules.FirstPause));
    }

    private Order? FindOrder(OrderReport report) =>
        Book.FindOrder(report.OrderId)
        ?? (report is { VenueId: { } venueId, Spec: { } spec } ? Book.FindByVenueId(spec.Instrument, venueId) : null);

    private static OrderReported Of(Order order, long time) =>
        new(time, order.Id, order.VenueId, order.State, order.ReportedFilled, order.Reason, null);
}
