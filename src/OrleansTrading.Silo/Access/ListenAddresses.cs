using System.Net;

namespace OrleansTrading.Silo.Access;

/// <summary>Where the service is going to listen, by all the settings that say so.</summary>
internal static class ListenAddresses
{
    /// <summary>Those that others than this machine can reach. What cannot be read counts among them.</summary>
    public static IReadOnlyList<string> Reachable(IConfiguration configuration)
    {
        var urls = Split(configuration["urls"]);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? endpoint.Path);
        // Ports alone mean every address of the machine; they count only where no address is named.
        var ports = urls.Length > 0 ? [] : Split(configuration["http_ports"]).Select(port => $"http://*:{port}")
            .Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"));
        return [.. urls.Concat(endpoints).Concat(ports).Where(address => !IsLoopback(address)).Distinct()];
    }

    /// <summary>Why the service cannot listen there and know nobody; null when it can.</summary>
    public static string? Defect(IConfiguration configuration, AccessRules rules)
    {
        return rules.HasAdmin ? null : Defect(Reachable(configuration));
    }

    /// <summary>The same of the addresses that the server has in fact bound, whatever made it do so.</summary>
    public static string? Defect(IEnumerable<string> bound, AccessRules rules) => rules.HasAdmin ? null : Defect([.. bound.Where(address => !IsLoopback(address))]);

    private static string? Defect(IReadOnlyList<string> reachable)
    {
        if (reachable.Count == 0)
            return null;
        return $"{string.Join(" and ", reachable)} can be reached by others than this machine, and no admin is known. Make a password's hash with "
            + "'OrleansTrading.Silo hash-password' and set Access:Users:NAME:PasswordHash to it and Access:Users:NAME:Role to Admin, or name a proxy that "
            + "signs people in (Access:Proxy:UserHeader); or listen on http://127.0.0.1:8080.";
    }

    public static bool IsLoopback(string address)
    {
        BindingAddress binding;
        try
        {
            binding = BindingAddress.Parse(address.Trim());
        }
        catch (FormatException)
        {
            return false;
        }

        return binding.IsUnixPipe || binding.IsNamedPipe || IsLoopbackHost(binding.Host);
    }

    /// <remarks>Read as the server reads it, which listens on every address where it finds neither an address nor <c>localhost</c>: <c>[127.0.0.1]</c> is no address.</remarks>
    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(RemoteAddress.Plain(address)));

    private static string[] Split(string? list) => (list ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
