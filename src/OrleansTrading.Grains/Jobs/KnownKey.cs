using Orleans;

namespace OrleansTrading.Grains.Jobs;

/// <summary>An idempotency key and the run that it gave.</summary>
[GenerateSerializer, Alias("OrleansTrading.KnownKey")]
internal sealed record KnownKey([property: Id(0)] string Key, [property: Id(1)] string RunId, [property: Id(2)] long Time);
