namespace OrleansTrading.TestKit.Fuzzing;

/// <summary>One of several readers that share a run.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Payloads">Genuine ones.</param>
/// <param name="Parse">Parses; throws for nothing but what it says it does, and looks at what came out.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Payloads, Action<byte[]> Parse)
{
    /// <summary>What it may allocate for one payload, beside a multiple of its length: more where much is made anew for each.</summary>
    public long AllocatedAtMost { get; init; } = 1 << 20;
}
