using Orleans;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Contracts.Events;

/// <summary>An account's event has been appended: an order moved, a fill was booked, a limit breached, a difference found.</summary>
/// <param name="Time">When, Unix milliseconds.</param>
/// <param name="Account">Whose.</param>
/// <param name="Version">Its number in the account.</param>
/// <param name="Event">What it is.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccountEventStored")]
public sealed record AccountEventStored(
    long Time, [property: Id(0)] string Account, [property: Id(1)] long Version, [property: Id(2)] AccountEvent Event) : TradingEvent(Time);
