using Orleans;

namespace OrleansTrading.Contracts.Capture;

/// <summary>Up to which trade a symbol is recorded.</summary>
/// <param name="Symbol">By its venue's name.</param>
/// <param name="TradeId">The venue's aggregate trade id.</param>
[GenerateSerializer, Alias("OrleansTrading.RecordedUpTo")]
public sealed record RecordedUpTo([property: Id(0)] string Symbol, [property: Id(1)] long TradeId);
