using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Which position of an account.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PositionKey")]
public readonly record struct PositionKey([property: Id(0)] InstrumentId Instrument, [property: Id(1)] PositionSide Side)
{
    public override string ToString() => Side == PositionSide.Net ? Instrument.ToString() : $"{Instrument}/{Side}";
}
