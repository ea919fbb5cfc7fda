using Orleans;

namespace OrleansTrading.Domain.Portfolio;

/// <summary>What is at stake in one asset, at one venue, or over all. Values in quote units, all zero or more but <see cref="Net"/>.</summary>
/// <param name="Name">The asset or the venue; empty for everything.</param>
/// <param name="Long">Value of the long positions.</param>
/// <param name="Short">Value of the short positions.</param>
/// <param name="Hedged">How much of both cancels out, asset by asset: the smaller of an asset's two sides.</param>
/// <param name="Unrealised">Profit if all were closed at the prices that they are valued at.</param>
/// <param name="Positions">How many.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Exposure")]
public sealed record Exposure(
    [property: Id(0)] string Name,
    [property: Id(1)] decimal Long,
    [property: Id(2)] decimal Short,
    [property: Id(3)] decimal Hedged,
    [property: Id(4)] decimal Unrealised,
    [property: Id(5)] int Positions)
{
    public decimal Net => Long - Short;

    public decimal Gross => Long + Short;
}
