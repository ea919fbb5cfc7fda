using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Grains.Accounts;

/// <summary>An account as its last look at itself saw it.</summary>
/// <param name="View">Its money and its state.</param>
/// <param name="Long">Value of the long positions.</param>
/// <param name="Short">Value of the short positions.</param>
/// <param name="Limits">How far its limits are used.</param>
internal sealed record AccountReading(AccountView View, decimal Long, decimal Short, ImmutableArray<RiskUse> Limits);
