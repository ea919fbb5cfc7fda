using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Risk;

/// <summary>What an account has and may come to have of one instrument.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Bucket">Its correlation bucket.</param>
/// <param name="Long">Base units held long.</param>
/// <param name="Short">Base units held short, more than or equal to 0.</param>
/// <param name="OpenBuys">Base units that open buy orders may add; those that only reduce are left out.</param>
/// <param name="OpenSells">Likewise of sell orders.</param>
/// <param name="Price">Mark price, else the last known, quote units.</param>
public readonly record struct RiskPosition(InstrumentId Instrument, string Bucket, decimal Long, decimal Short, decimal OpenBuys, decimal OpenSells, decimal Price);
