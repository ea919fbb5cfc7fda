using Orleans;

namespace OrleansTrading.Contracts.Events;

/// <summary>Something that has happened, told to whoever has subscribed to its type or to a base of it.</summary>
/// <param name="Time">When, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.TradingEvent")]
public abstract record TradingEvent([property: Id(0)] long Time);
