using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>What is at stake in one asset, venue or account, or in all.</summary>
/// <param name="Name">Which; empty for the total.</param>
/// <param name="Long">Value of the long positions.</param>
/// <param name="Short">Value of the short positions.</param>
/// <param name="Net">Long less short.</param>
/// <param name="Gross">Long and short.</param>
/// <param name="Hedged">How much of both sides cancels out, asset by asset.</param>
/// <param name="Unrealised">Profit if all were closed at the marks.</param>
/// <param name="Positions">How many.</param>
internal sealed record ExposureLineView(
    string Name, decimal Long, decimal Short, decimal Net, decimal Gross, decimal Hedged, decimal Unrealised, int Positions)
{
    public static ExposureLineView Of(Exposure exposure) => new(
        exposure.Name, exposure.Long, exposure.Short, exposure.Net, exposure.Gross, exposure.Hedged, exposure.Unrealised, exposure.Positions);
}
