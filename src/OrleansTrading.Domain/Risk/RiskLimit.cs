using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTrading.Domain.Risk;

/// <summary>One limit.</summary>
/// <param name="Value">The most that is allowed, in the rule's unit (<see cref="RiskLimits"/>).</param>
/// <param name="Action">What a breach does.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RiskLimit")]
public sealed record RiskLimit([property: Id(0), JsonRequired] decimal Value, [property: Id(1), JsonRequired] BreachAction Action);
