namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Who asks, as it is kept in a run: by which way, and from which address.</summary>
internal static class Requester
{
    public static string Of(HttpContext context, string way) =>
        context.Connection.RemoteIpAddress is { } address ? $"{way} {(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)}" : way;
}
