using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>A position is not protected in full, and nothing is done about it now. Told once, until something protects it again.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Position">Which position.</param>
/// <param name="Reason">What is in the way.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PositionUnprotected")]
public sealed record PositionUnprotected(
    long Time,
    [property: Id(0)] PositionKey Position,
    [property: Id(1)] string Reason) : AccountEvent(Time);
