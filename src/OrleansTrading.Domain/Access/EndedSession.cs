using Orleans;

namespace OrleansTrading.Domain.Access;

/// <summary>A session that its owner has left before its time.</summary>
/// <param name="Id">The session.</param>
/// <param name="Until">When it would have ended by itself, Unix milliseconds; it need not be remembered for longer.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.EndedSession")]
public sealed record EndedSession([property: Id(0)] string Id, [property: Id(1)] long Until);
