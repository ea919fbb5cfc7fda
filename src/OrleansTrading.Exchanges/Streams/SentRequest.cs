namespace OrleansTrading.Exchanges.Streams;

/// <summary>A subscribe or unsubscribe request that waits for its answer.</summary>
internal sealed record SentRequest(bool IsSubscribe, IReadOnlyList<MarketStream> Streams, TimeSpan At);
