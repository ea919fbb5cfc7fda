using Orleans;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The venue's word on an order, or its lasting silence (Unknown).</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="OrderId">Our id.</param>
/// <param name="VenueId">The venue's own id; null when it has told none.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Filled">Base units that the venue says have traded.</param>
/// <param name="Reason">Why it was refused or ended.</param>
/// <param name="Adopted">The order, when it is one that was not ours and is followed from here on; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderReported")]
public sealed record OrderReported(
    long Time,
    [property: Id(0)] string OrderId,
    [property: Id(1)] string? VenueId,
    [property: Id(2)] OrderState State,
    [property: Id(3)] decimal Filled,
    [property: Id(4)] string? Reason,
    [property: Id(5)] Order? Adopted) : AccountEvent(Time);
