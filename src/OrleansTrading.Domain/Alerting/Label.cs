using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>Something by which notifications are told apart: <c>account</c> = <c>paper</c>.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Label")]
public sealed record Label([property: Id(0)] string Name, [property: Id(1)] string Value)
{
    public override string ToString() => $"{Name}={Value}";
}
