using Orleans;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Domain.Guards;

/// <summary>A plan on a position, as the account stores it and the symbol evaluates it.</summary>
/// <param name="Id">New with every plan and every opening of the position.</param>
/// <param name="Position">Which position.</param>
/// <param name="IsLong">Which way the position is.</param>
/// <param name="EntryPrice">Average entry price, quote units.</param>
/// <param name="Quantity">Base units when the plan was set, more than 0.</param>
/// <param name="Plan">What protects it.</param>
/// <param name="Progress">How far it has come.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PositionGuard")]
public sealed record PositionGuard(
    [property: Id(0)] string Id,
    [property: Id(1)] PositionKey Position,
    [property: Id(2)] bool IsLong,
    [property: Id(3)] decimal EntryPrice,
    [property: Id(4)] decimal Quantity,
    [property: Id(5)] GuardPlan Plan,
    [property: Id(6)] GuardProgress Progress)
{
    /// <summary>Fees of entering and leaving, quote units a base unit: how far beyond the entry price a stop at break-even stands.</summary>
    [Id(7)] public decimal FeePerUnit { get; init; }
}
