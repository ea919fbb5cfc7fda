using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Portfolio;

/// <summary>A position of some account, valued.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">The instrument; its venue is where the position stands.</param>
/// <param name="BaseAsset">What the instrument trades: positions in it at several venues are added up.</param>
/// <param name="Quantity">Base units; plus is long, minus is short.</param>
/// <param name="Price">What it is valued at, quote units.</param>
/// <param name="Unrealised">Profit if it were closed at that price, quote units.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.HeldPosition")]
public sealed record HeldPosition(
    [property: Id(0)] string Account,
    [property: Id(1)] InstrumentId Instrument,
    [property: Id(2)] string BaseAsset,
    [property: Id(3)] decimal Quantity,
    [property: Id(4)] decimal Price,
    [property: Id(5)] decimal Unrealised);
