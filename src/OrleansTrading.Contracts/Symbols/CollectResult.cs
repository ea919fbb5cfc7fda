using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What came of collecting a symbol's data.</summary>
/// <param name="Outcome">Whether all is at hand.</param>
/// <param name="Requests">Requests that went to the venue; 0 when the streams had brought everything.</param>
/// <param name="Kind">The kind of the first failure, or the reason for skipping, in one word; null when collected.</param>
/// <param name="Message">What was said; null when collected.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CollectResult")]
public sealed record CollectResult(
    [property: Id(0)] CollectOutcome Outcome,
    [property: Id(1)] int Requests,
    [property: Id(2)] string? Kind,
    [property: Id(3)] string? Message);
