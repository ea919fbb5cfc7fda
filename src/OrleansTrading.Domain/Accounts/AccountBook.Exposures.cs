using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountBook
{
    private readonly Dictionary<InstrumentId, InstrumentExposure> _exposures = [];

    /// <summary>By instrument, what there is and may come to be; nothing of an instrument without positions and open orders.</summary>
    internal Dictionary<InstrumentId, InstrumentExposure>.ValueCollection Exposures => _exposures.Values;

    /// <summary>The one place where a position changes.</summary>
    private void Put(Position position)
    {
        var of = ExposureOf(position.Key.Instrument);
        of.Replace(PositionOf(position.Key), position);
        _positions[position.Key] = position;
        Drop(of);
    }

    /// <summary>The one place where an order changes.</summary>
    private void Put(Order order)
    {
        var of = ExposureOf(order.Spec.Instrument);
        of.Replace(_orders.GetValueOrDefault(order.Id), order);
        _orders[order.Id] = order;
        Drop(of);
    }

    private InstrumentExposure ExposureOf(InstrumentId instrument)
    {
        if (!_exposures.TryGetValue(instrument, out var of))
            _exposures[instrument] = of = new InstrumentExposure(instrument);
        return of;
    }

    private void Drop(InstrumentExposure of)
    {
        if (of.IsEmpty)
            _exposures.Remove(of.Instrument);
    }
}
