using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Signals;

/// <summary>Some signals, newest first.</summary>
/// <param name="Signals">The signals.</param>
/// <param name="Next">Where the next page begins; null at the end. A page may be short, or empty, though more follows.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SignalPage")]
public sealed record SignalPage([property: Id(0)] ImmutableArray<TradeSignal> Signals, [property: Id(1)] string? Next);
