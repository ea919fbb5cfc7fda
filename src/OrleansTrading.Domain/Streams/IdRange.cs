namespace OrleansTrading.Domain.Streams;

/// <summary>Ids from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct IdRange(long From, long To)
{
    public long Count => To - From + 1;
}
