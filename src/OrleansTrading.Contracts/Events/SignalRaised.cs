using Orleans;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Events;

/// <summary>A signal that did not exist before.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SignalRaised")]
public sealed record SignalRaised(long Time, [property: Id(0)] TradeSignal Signal) : TradingEvent(Time);
