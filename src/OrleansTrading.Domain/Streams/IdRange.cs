namespace OrleansTrading.Domain.Streams;

/// <summary>Ids from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct IdRange(long From, long To)
{
    public long Count => To - From + 1;

    /// <summary>How many ids of another range are in this one.</summary>
    public long CountOf(IdRange other) => Math.Max(0, Math.Min(To, other.To) - Math.Max(From, other.From) + 1);
}
