using Orleans;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Contracts.Portfolio;

/// <summary>An account that opens nothing now, although it once was to.</summary>
/// <param name="Account">Its name.</param>
/// <param name="State">Halted or killed.</param>
/// <param name="Reason">Why, as it was told.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.StoppedAccount")]
public sealed record StoppedAccount([property: Id(0)] string Account, [property: Id(1)] TradingSwitch State, [property: Id(2)] string Reason);
