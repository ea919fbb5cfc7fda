using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Events;

namespace OrleansTrading.Grains.Events;

/// <summary>Events of one silo on their way to the others.</summary>
/// <param name="Publisher">The silo's bus.</param>
/// <param name="Number">Grows from batch to batch of a publisher: one that comes late or twice is known by it.</param>
/// <param name="Events">In the order in which they were published.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.EventBatch")]
internal sealed record EventBatch(
    [property: Id(0)] string Publisher,
    [property: Id(1)] long Number,
    [property: Id(2)] ImmutableArray<TradingEvent> Events);
