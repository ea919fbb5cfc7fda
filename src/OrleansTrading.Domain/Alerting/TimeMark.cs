using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>When something last happened to a key, Unix milliseconds.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.TimeMark")]
public sealed record TimeMark([property: Id(0)] string Key, [property: Id(1)] long At);
