using Orleans;

namespace OrleansTrading.Domain.Streams;

/// <summary>Health of one stream kind at one moment.</summary>
/// <param name="Kind">What the stream carries.</param>
/// <param name="State">Its state.</param>
/// <param name="LastDataAge">Time since its last data was received; null when none ever was.</param>
/// <param name="Reconnects">How often the stream lost its connection or was asked for again.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.StreamHealthSnapshot")]
public readonly record struct StreamHealthSnapshot(
    [property: Id(0)] StreamKind Kind,
    [property: Id(1)] StreamState State,
    [property: Id(2)] TimeSpan? LastDataAge,
    [property: Id(3)] int Reconnects)
{
    /// <summary>Quiet for this long counts as a stall now; null where quiet says nothing.</summary>
    [Id(4)]
    public TimeSpan? StallAfter { get; init; }

    /// <summary>What was last done to the stream and why, in a few words; null when nothing was.</summary>
    [Id(5)]
    public string? LastAction { get; init; }

    /// <summary>How often the stream had stalled when it was asked for again or its connection was given up.</summary>
    [Id(6)]
    public int Stalls { get; init; }
}
