using Orleans;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>A position, valued now.</summary>
/// <param name="Position">As the fills have made it.</param>
/// <param name="MarkPrice">Quote units; null when none is known.</param>
/// <param name="Unrealised">At the mark price, before fees; null when none is known.</param>
/// <param name="Notional">Absolute value at the mark (else entry) price, quote units.</param>
/// <param name="Leverage">As set.</param>
/// <param name="MarginMode">As set.</param>
/// <param name="InitialMargin">Notional by leverage, quote units.</param>
/// <param name="Guard">What protects it; null when nothing does.</param>
/// <param name="IsProtected">Whether a protective stop rests at the venue (on paper: always when a stop is set).</param>
/// <param name="IsGuardLive">Whether the symbol has confirmed that it evaluates the guard, within the last seconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PositionView")]
public sealed record PositionView(
    [property: Id(0)] Position Position,
    [property: Id(1)] decimal? MarkPrice,
    [property: Id(2)] decimal? Unrealised,
    [property: Id(3)] decimal Notional,
    [property: Id(4)] int Leverage,
    [property: Id(5)] MarginMode MarginMode,
    [property: Id(6)] decimal InitialMargin,
    [property: Id(7)] PositionGuard? Guard,
    [property: Id(8)] bool IsProtected,
    [property: Id(9)] bool IsGuardLive)
{
    /// <summary>Smallest price step of the instrument; null while its rules are not known.</summary>
    [Id(10)] public decimal? TickSize { get; init; }

    /// <summary>How old the instrument's newest data is; null when nothing has been told of it.</summary>
    [Id(11)] public TimeSpan? DataAge { get; init; }
}
