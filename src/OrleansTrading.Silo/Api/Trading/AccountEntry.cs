using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>An account of the list: how it stands, or why that cannot be told.</summary>
[JsonDerivedType(typeof(AccountStateView))]
[JsonDerivedType(typeof(HarmedAccountView))]
internal abstract record AccountEntry
{
    /// <summary>Its id.</summary>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }
}

/// <summary>An account that cannot be read now.</summary>
internal sealed record HarmedAccountView : AccountEntry
{
    /// <summary>What is in the way.</summary>
    public required string Reason { get; init; }
}
