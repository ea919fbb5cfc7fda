using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Streams;

/// <summary>
/// One change of a stream's state. Quiet within its bounds is no change: <see cref="StreamState.Idle"/> is told of as
/// <see cref="StreamState.Live"/>. Between <see cref="StoppedFollowing"/> and <see cref="BeganFollowing"/> nobody looked.
/// </summary>
/// <param name="Instrument">Whose stream.</param>
/// <param name="Kind">Which stream.</param>
/// <param name="At">When it was seen, by our clock, Unix milliseconds.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state since.</param>
/// <param name="Reason">What led to it in a few words; null when time alone did.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.StreamTransition")]
public sealed record StreamTransition(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] StreamKind Kind,
    [property: Id(2)] long At,
    [property: Id(3)] StreamState From,
    [property: Id(4)] StreamState To,
    [property: Id(5)] string? Reason)
{
    /// <summary>The reason of the first change after somebody has begun to look. What a change before it says holds no longer.</summary>
    public const string BeganFollowing = "began following";

    /// <summary>The reason of the last change before nobody looks any more.</summary>
    public const string StoppedFollowing = "stopped following";

    /// <summary>Whether somebody looks at the stream from this change on; false: its state is not known until the next one.</summary>
    public bool IsWatched => Reason != StoppedFollowing;
}
