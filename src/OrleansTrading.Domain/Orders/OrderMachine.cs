namespace OrleansTrading.Domain.Orders;

/// <summary>
/// How an order moves. Everything that can happen to it is either a change or ignored with a reason: news may come twice, late and in any
/// order, and never takes an order back. Only booked fills make it <see cref="OrderState.Filled"/>; a report that speaks of more than is
/// booked only raises <see cref="Order.ReportedFilled"/>, so that the fills are asked for. A final state is never left.
/// </summary>
public static class OrderMachine
{
    /// <summary>It is being put on the wire. Once only.</summary>
    public static OrderChange Send(Order order, long time)
    {
        if (order.State != OrderState.New)
            return Ignore(order, $"an order that is {order.State} is not sent");
        return order.SentAt is { } sent ? Ignore(order, $"it was sent at {sent}") : Change(order with { SentAt = time, UpdatedAt = Math.Max(order.UpdatedAt, time) });
    }

    /// <summary>The venue or the wire refused it for certain. Believed only while the venue has said nothing else.</summary>
    public static OrderChange Refuse(Order order, string reason, long time) =>
        order.IsFinal ? Ignore(order, $"it has ended: {order.State}")
        : IsConfirmed(order) ? Ignore(order, $"the venue has it: {order.State}")
        : Change(order with { State = OrderState.Rejected, Reason = reason, UpdatedAt = Math.Max(order.UpdatedAt, time) });

    /// <summary>It was sent, and no answer came: whether it lives is to be asked.</summary>
    public static OrderChange LoseTrack(Order order, string reason, long time) => order switch
    {
        { State: OrderState.New, SentAt: null } => Ignore(order, "it was never sent"),
        { State: OrderState.New } => Change(order with { State = OrderState.Unknown, Reason = reason, UpdatedAt = Math.Max(order.UpdatedAt, time) }),
        _ => Ignore(order, $"it is {order.State}"),
    };

    /// <summary>Its end is going to be asked for.</summary>
    public static OrderChange Cancel(Order order, long time) => order switch
    {
        { IsFinal: true } => Ignore(order, $"it has ended: {order.State}"),
        { State: OrderState.Cancelling } => Ignore(order, "its end has been asked for"),
        { State: OrderState.New, SentAt: null } => Change(order with { State = OrderState.Cancelled, Reason = "cancelled before it was sent", UpdatedAt = Math.Max(order.UpdatedAt, time) }),
        _ => Change(order with { State = OrderState.Cancelling, UpdatedAt = Math.Max(order.UpdatedAt, time) }),
    };

    /// <summary>The venue has none of that id, and it can no longer arrive there.</summary>
    public static OrderChange Missing(Order order, string reason, long time) =>
        order.IsFinal ? Ignore(order, $"it has ended: {order.State}")
        : Change(order with { State = IsConfirmed(order) ? OrderState.Expired : OrderState.Rejected, Reason = reason, UpdatedAt = Math.Max(order.UpdatedAt, time) });

    /// <summary>The venue's word.</summary>
    public static OrderChange Report(Order order, OrderReport report)
    {
        if (report.State is OrderState.New or OrderState.Unknown)
            return Ignore(order, $"{report.State} is no word of a venue");
        var told = report is { State: OrderState.Filled, Filled: 0 } ? order.Spec.Quantity : report.Filled;
        var reported = Math.Max(order.ReportedFilled, told);
        var state = order.IsFinal ? order.State : Next(order, report.State, told, reported);
        var reason = state == order.State ? order.Reason : Reason(state, report, told, order);
        var venueId = order.VenueId ?? report.VenueId;
        if (state == order.State && reported == order.ReportedFilled && venueId == order.VenueId)
            return Ignore(order, order.IsFinal ? $"it has ended: {order.State}" : $"{report.State} says nothing new of an order that is {order.State}");
        return Change(order with
        {
            State = state, ReportedFilled = reported, VenueId = venueId, Reason = reason, UpdatedAt = Math.Max(order.UpdatedAt, report.Time),
        });
    }

    /// <summary>An execution of it has been booked; that it is booked once is up to the caller.</summary>
    public static OrderChange Book(Order order, decimal quantity, decimal price, long time)
    {
        var filled = order.Filled + quantity;
        return Change(order with
        {
            Filled = filled, FilledValue = order.FilledValue + (quantity * price), UpdatedAt = Math.Max(order.UpdatedAt, time),
            State = order.IsFinal ? order.State
                : filled >= order.Spec.Quantity ? OrderState.Filled
                : order.State == OrderState.Cancelling ? OrderState.Cancelling
                : OrderState.PartiallyFilled,
        });
    }

    /// <summary>Whether the venue has shown by a word or a fill that it has it.</summary>
    public static bool IsConfirmed(Order order) =>
        order.VenueId is not null || order.Filled > 0 || order.ReportedFilled > 0 || order.State is OrderState.Accepted or OrderState.PartiallyFilled;

    private static OrderState Next(Order order, OrderState told, decimal filled, decimal reported) => told switch
    {
        OrderState.Cancelled or OrderState.Expired => told,
        OrderState.Rejected => reported > 0 || order.Filled > 0 ? OrderState.Expired : OrderState.Rejected,
        // Ended with less than was asked for: the venue has cut it, as it does with orders that only reduce.
        OrderState.Filled when filled < order.Spec.Quantity => OrderState.Expired,
        OrderState.Filled when order.Filled >= order.Spec.Quantity || order.Purpose == OrderPurpose.External => OrderState.Filled,
        OrderState.Cancelling => OrderState.Cancelling,
        _ when order.State is OrderState.Cancelling or OrderState.PartiallyFilled => order.State,
        _ => reported > 0 ? OrderState.PartiallyFilled : OrderState.Accepted,
    };

    private static string? Reason(OrderState state, OrderReport report, decimal told, Order order) => state switch
    {
        OrderState.Expired when report.State == OrderState.Filled => report.Reason ?? $"the venue cut it from {order.Spec.Quantity} to {told}",
        OrderState.Cancelled or OrderState.Expired or OrderState.Rejected => report.Reason,
        _ => null,
    };

    private static OrderChange Change(Order order) => new(order, null);

    private static OrderChange Ignore(Order order, string reason) => new(order, reason);
}
