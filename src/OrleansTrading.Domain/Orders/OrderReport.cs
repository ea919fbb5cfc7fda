using Orleans;

namespace OrleansTrading.Domain.Orders;

/// <summary>What a venue says of an order: the answer to a request, or an event of the account's stream. It may come twice, late and out of order.</summary>
/// <param name="OrderId">Our id (the client order id); for an order that is not ours what the venue has there.</param>
/// <param name="VenueId">The venue's own id.</param>
/// <param name="State">Where it stands there; never <see cref="OrderState.New"/> or <see cref="OrderState.Unknown"/>.</param>
/// <param name="Filled">Base units traded so far.</param>
/// <param name="AveragePrice">Their price; null when nothing has traded or the venue does not say.</param>
/// <param name="Time">The venue's time of this state, Unix milliseconds.</param>
/// <param name="Reason">Why it was refused or ended, as the venue says; null otherwise.</param>
/// <param name="Spec">What it is, where the venue tells; needed for orders that are not ours.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderReport")]
public sealed record OrderReport(
    [property: Id(0)] string OrderId,
    [property: Id(1)] string? VenueId,
    [property: Id(2)] OrderState State,
    [property: Id(3)] decimal Filled,
    [property: Id(4)] decimal? AveragePrice,
    [property: Id(5)] long Time,
    [property: Id(6)] string? Reason,
    [property: Id(7)] OrderSpec? Spec = null);
