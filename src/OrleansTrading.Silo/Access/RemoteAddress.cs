using System.Net;
using System.Net.Sockets;

namespace OrleansTrading.Silo.Access;

/// <summary>Where a request comes from.</summary>
internal static class RemoteAddress
{
    private static readonly string[] Passed = ["X-Real-IP", "Forwarded", "Via", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Envoy-External-Address", "Front-End-Https"];

    /// <summary>How the others begin that proxies add.</summary>
    private static readonly string[] PassedFamilies = ["X-Forwarded-", "X-Original-", "X-Amzn-", "X-Azure-", "CF-", "Fly-", "Fastly-"];

    private static readonly object Peer = new();

    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Plain(address).ToString() : "";

    /// <summary>An address of IPv4 as such, even when it came by a socket of IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>What holds for one who can choose among the addresses of a network: of IPv6 the first 64 bits.</summary>
    public static string NetworkOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. plain.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString() : plain.ToString();
    }

    /// <summary>To be called before anything changes what the connection says.</summary>
    public static void Keep(HttpContext context) => context.Items[Peer] = (context.Connection.RemoteIpAddress, LooksPassedOn(context.Request));

    /// <summary>Who holds the other end of the connection, a proxy perhaps; null when it came by no network.</summary>
    public static IPAddress? PeerOf(HttpContext context) => Kept(context).Address;

    /// <summary>Whether headers show that the request has come through a proxy, whichever.</summary>
    public static bool IsPassedOn(HttpContext context) => Kept(context).IsPassedOn;

    /// <remarks>Browsers and programs of today speak HTTP/1.1 and later; a proxy that was told no more than where to pass requests on to, nginx for one, adds no header and speaks 1.0.</remarks>
    private static bool LooksPassedOn(HttpRequest request) => request.Protocol is "HTTP/1.0" or "HTTP/0.9" || request.Headers.Keys.Any(key =>
        Passed.Contains(key, StringComparer.OrdinalIgnoreCase) || PassedFamilies.Any(family => key.StartsWith(family, StringComparison.OrdinalIgnoreCase)));

    private static (IPAddress? Address, bool IsPassedOn) Kept(HttpContext context) =>
        context.Items[Peer] as (IPAddress?, bool)? ?? throw new InvalidOperationException("expected the peer to be kept at the beginning of the request");
}
