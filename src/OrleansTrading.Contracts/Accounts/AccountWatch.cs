using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>What a symbol is to watch for an account: renewed every second; without renewal for a minute it lapses.</summary>
/// <param name="Account">Who asks.</param>
/// <param name="Guards">Guards of its positions in this instrument.</param>
/// <param name="PaperOrders">Its resting orders, when it trades on paper: the market moves them.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccountWatch")]
public sealed record AccountWatch(
    [property: Id(0)] string Account,
    [property: Id(1)] ImmutableArray<PositionGuard> Guards,
    [property: Id(2)] ImmutableArray<Order> PaperOrders);
