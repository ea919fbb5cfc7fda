using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>An order that rests at the paper exchange.</summary>
internal sealed class PaperOrder(Order order)
{
    public Order Order { get; } = order;

    public OrderSpec Spec => Order.Spec;

    public decimal Filled { get; set; } = Math.Max(order.Filled, order.ReportedFilled);

    public decimal FilledValue { get; set; } = order.FilledValue;

    public decimal Left => Spec.Quantity - Filled;

    /// <summary>Whether it only takes away from a position: told to, or by its side on a hedged account.</summary>
    public bool OnlyReduces => Spec.OnlyReduces;

    /// <summary>Whether it is in the book: at once, or since its trigger. The venue's id is what tells.</summary>
    public bool IsInBook { get; set; } = !order.Spec.IsConditional || order.VenueId is not null;

    public string? VenueId => IsInBook ? $"paper-{Order.Id}" : null;

    /// <summary>As the symbol is to watch it: one that has triggered waits for its limit price.</summary>
    public Order ToWatched() => Order with
    {
        Spec = Spec.IsConditional && IsInBook ? Spec with { Type = OrderType.Limit } : Spec,
        Filled = Filled,
    };

    public OrderReport Report(OrderState state, long time, string? reason = null) => new(
        Order.Id, VenueId, state, Filled, Filled == 0 ? null : FilledValue / Filled, time, reason, Spec);
}
