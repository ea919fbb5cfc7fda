using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An execution and the number of the event that booked it.</summary>
public sealed record NumberedFill(long Version, Fill Fill);
