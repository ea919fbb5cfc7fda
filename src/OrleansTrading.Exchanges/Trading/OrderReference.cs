using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>Which order at a venue.</summary>
/// <param name="Instrument">Its instrument.</param>
/// <param name="OrderId">Our id.</param>
/// <param name="VenueId">The venue's own id, when it is known.</param>
/// <param name="IsConditional">Whether it waits for a trigger: some venues keep those elsewhere.</param>
public sealed record OrderReference(InstrumentId Instrument, string OrderId, string? VenueId, bool IsConditional)
{
    public static OrderReference Of(Order order) => new(order.Spec.Instrument, order.Id, order.VenueId, order.Spec.IsConditional);
}
