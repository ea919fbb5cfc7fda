using System.Net;

namespace OrleansTrading.Silo.Access;

/// <summary>Where a request comes from.</summary>
internal static class RemoteAddress
{
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Plain(address).ToString() : "";

    /// <summary>An address of IPv4 as such, even when it came by a socket of IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
