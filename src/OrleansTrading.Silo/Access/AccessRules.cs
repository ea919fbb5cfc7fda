using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>The settings, read for use.</summary>
internal sealed class AccessRules
{
    public AccessRules(IOptions<AccessOptions> options)
    {
        Options = options.Value;
        Proxies = Read(Options.Proxy.Addresses);
        MetricsFrom = Read(Options.MetricsFrom);
    }

    public AccessOptions Options { get; }

    public Networks Proxies { get; }

    public Networks MetricsFrom { get; }

    /// <summary>Whether nobody signs in: the service knows nobody, and listens on this machine only.</summary>
    public bool IsOpen => Options.Users.Count == 0 && !TrustsUserHeader;

    /// <summary>Whether a proxy says who asks.</summary>
    public bool TrustsUserHeader => Options.Proxy.UserHeader is { Length: > 0 };

    /// <summary>Whether anybody could be an admin who is not at this machine.</summary>
    public bool HasAdmin => TrustsUserHeader || Options.Users.Values.Any(user => user.Role == Role.Admin);

    /// <remarks>The check of the options has refused what cannot be read.</remarks>
    private static Networks Read(string text) =>
        Networks.TryParse(text, out var networks, out var wrong) ? networks : throw new FormatException($"'{wrong}' is not an address or a network");
}
