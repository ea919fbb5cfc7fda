using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>A proxy that is trusted to say who asks, from where, and whether by TLS.</summary>
public sealed class ProxyOptions
{
    /// <summary>Addresses or networks of the proxy, separated by commas. Whatever such headers come from elsewhere are ignored.</summary>
    [StringLength(2000)]
    public string Addresses { get; set; } = "";

    /// <summary>The header in which it names who has signed in there; it then takes a secret too. Without it people sign in here.</summary>
    [StringLength(100)]
    public string? UserHeader { get; set; }

    /// <summary>The header in which it names their groups, separated by commas.</summary>
    [StringLength(100)]
    public string GroupsHeader { get; set; } = "X-Forwarded-Groups";

    /// <summary>The role of each group. Of several roles the greatest holds; whoever has none may do nothing.</summary>
    public Dictionary<string, Role> Groups { get; init; } = new(StringComparer.Ordinal);

    /// <summary>A header that proves that a request has come through the proxy, beside its address. Needed where the proxy signs people in.</summary>
    [StringLength(100)]
    public string? SecretHeader { get; set; }

    /// <summary>What that header holds; at least 16 characters.</summary>
    [StringLength(500)]
    public string? Secret { get; set; }
}
