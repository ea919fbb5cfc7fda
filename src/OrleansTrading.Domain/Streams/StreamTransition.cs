using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Streams;

/// <summary>One change of a stream's state.</summary>
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
    [property: Id(5)] string? Reason);
