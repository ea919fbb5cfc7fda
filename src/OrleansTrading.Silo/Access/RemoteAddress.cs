using System.Net;
using System.Net.Sockets;

namespace OrleansTrading.Silo.Access;

/// <summary>Where a request comes from.</summary>
internal static class RemoteAddress
{
    private static readonly string[] Passed = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];

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
    public static void Keep(HttpContext context) => context.Items[Peer] = (context.Connection.RemoteIpAddress, context.Request.Headers.Keys.Any(key => Passed.Contains(key, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Who holds the other end of the connection, a proxy perhaps; null when it came by no network.</summary>
    public static IPAddress? PeerOf(HttpContext context) => Kept(context).Address;

    /// <summary>Whether headers show that the request has come through a proxy, whichever.</summary>
    public static bool IsPassedOn(HttpContext context) => Kept(context).IsPassedOn;

    private static (IPAddress? Address, bool IsPassedOn) Kept(HttpContext context) =>
        context.Items[Peer] as (IPAddress?, bool)? ?? throw new InvalidOperationException("expected the peer to be kept at the beginning of the request");
}
