using Orleans;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Events;

/// <summary>A run has come to its final state.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobRunFinished")]
public sealed record JobRunFinished(long Time, [property: Id(0)] JobRun Run) : TradingEvent(Time);
