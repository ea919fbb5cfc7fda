using System.Collections.Immutable;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// What was decided at once. The events are in the book already; they are appended in this order and as one, and only when they and all
/// before them are stored may the effects be carried out and the answer be given.
/// </summary>
/// <param name="Events">To be appended; none when nothing changed.</param>
/// <param name="Effects">To be carried out afterwards, in order.</param>
/// <param name="Version">Number of the last event that this follows from: stored up to here, the step may leave.</param>
/// <param name="Order">The order that it is about; null when there is none.</param>
/// <param name="Refusal">Why it was refused; null when it was not.</param>
/// <param name="IsRepeated">Whether the same request had made the order before.</param>
public readonly record struct AccountStep(
    ImmutableArray<AccountEvent> Events, ImmutableArray<AccountEffect> Effects, long Version, Order? Order, OrderRefusal? Refusal, bool IsRepeated)
{
    public bool IsEmpty => Events.Length == 0 && Effects.Length == 0;
}
