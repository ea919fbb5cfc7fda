using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// What an account has and may come to have of one instrument, kept with every event so that a check need not add it up: always the sums
/// over its positions and open orders. Quantities in base units.
/// </summary>
internal sealed class InstrumentExposure(InstrumentId instrument)
{
    public InstrumentId Instrument { get; } = instrument;

    /// <summary>Held long.</summary>
    public decimal Long { get; private set; }

    /// <summary>Held short, 0 or more.</summary>
    public decimal Short { get; private set; }

    /// <summary>What the positions stand at, signed, quote units.</summary>
    public decimal Cost { get; private set; }

    /// <summary>What open buy orders may add; those that only reduce are left out.</summary>
    public decimal OpenBuys { get; private set; }

    /// <summary>Likewise of sell orders.</summary>
    public decimal OpenSells { get; private set; }

    /// <summary>Value of what open orders with a price of their own may add, quote units.</summary>
    public decimal OpenValue { get; private set; }

    /// <summary>What open orders without a price of their own may add.</summary>
    public decimal OpenAtMarket { get; private set; }

    public bool IsEmpty => Long == 0 && Short == 0 && OpenBuys == 0 && OpenSells == 0;

    public bool IsHeld => Long != 0 || Short != 0;

    /// <summary>A position of the instrument is another now.</summary>
    public void Replace(Position before, Position after)
    {
        Long += Math.Max(0, after.Quantity) - Math.Max(0, before.Quantity);
        Short += Math.Max(0, -after.Quantity) - Math.Max(0, -before.Quantity);
        Cost += after.Cost - before.Cost;
    }

    /// <summary>An order of the instrument is another now; null before it was there.</summary>
    public void Replace(Order? before, Order after)
    {
        if (after.Spec.ReduceOnly)
            return;
        var change = after.Outstanding - (before?.Outstanding ?? 0);
        if (change == 0)
            return;
        if (after.Spec.Side == OrderSide.Buy)
            OpenBuys += change;
        else
            OpenSells += change;
        if ((after.Spec.Price ?? after.Spec.StopPrice) is { } price)
            OpenValue += change * price;
        else
            OpenAtMarket += change;
    }

    /// <summary>What it is valued at: the market; where that is not known and nothing is held, what its orders ask. Null when it cannot be told.</summary>
    public decimal? PriceAt(decimal? market) =>
        market ?? (!IsHeld && OpenAtMarket == 0 ? OpenValue / (OpenBuys + OpenSells) : null);
}
