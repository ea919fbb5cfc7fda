namespace OrleansTrading.Exchanges.Streams;

/// <summary>A subscribe or unsubscribe request that waits for its answer, or for one answer for each of its streams.</summary>
internal sealed record SentRequest(bool IsSubscribe, IReadOnlyList<MarketStream> Streams, TimeSpan At)
{
    /// <summary>Answers that are still to come, where the venue answers for each stream by itself.</summary>
    public int Unanswered { get; set; } = Streams.Count;
}
