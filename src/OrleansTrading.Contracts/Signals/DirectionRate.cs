using Orleans;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Signals;

/// <param name="Direction">Which way.</param>
/// <param name="Rate">Of its signals.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.DirectionRate")]
public sealed record DirectionRate([property: Id(0)] SignalDirection Direction, [property: Id(1)] HitRate Rate);
