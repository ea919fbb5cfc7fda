using Orleans;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>A stored event and its number, from 1.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.NumberedEvent")]
public sealed record NumberedEvent(
    [property: Id(0)] long Version,
    [property: Id(1)] AccountEvent Event);
