using Orleans;

namespace OrleansTrading.Contracts.Arbitrage;

/// <summary>The best spread of a pair within a stretch of time.</summary>
/// <param name="Time">When the stretch began, Unix milliseconds.</param>
/// <param name="NetBps">After both taker fees, 1/10,000.</param>
/// <param name="GrossBps">Before them, of the same look.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SpreadPoint")]
public readonly record struct SpreadPoint([property: Id(0)] long Time, [property: Id(1)] double NetBps, [property: Id(2)] double GrossBps);
