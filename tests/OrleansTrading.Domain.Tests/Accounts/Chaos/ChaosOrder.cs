using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>An order at the simulated venue.</summary>
internal sealed class ChaosOrder(string clientId, string venueId, OrderSpec spec)
{
    public string ClientId { get; } = clientId;

    public string VenueId { get; } = venueId;

    public OrderSpec Spec { get; } = spec;

    public decimal Filled { get; set; }

    public OrderState State { get; set; } = OrderState.Accepted;

    public bool IsTriggered { get; set; }

    public bool IsOpen => State is OrderState.Accepted or OrderState.PartiallyFilled;

    public OrderReport Report(long time) => new(ClientId, VenueId, State, Filled, null, time, null, Spec);
}
