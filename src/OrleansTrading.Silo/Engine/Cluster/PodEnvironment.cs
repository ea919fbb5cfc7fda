using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace OrleansTrading.Silo.Engine;

/// <summary>What this silo is called and how others reach it: from the settings, else from the pod, else from the machine.</summary>
/// <param name="SiloName">Its name in the membership.</param>
/// <param name="Address">Its address for other silos.</param>
internal sealed record PodEnvironment(string SiloName, IPAddress Address)
{
    public static PodEnvironment Read(ClusterSettings settings)
    {
        var name = First(settings.SiloName, Environment.GetEnvironmentVariable("POD_NAME")) ?? Environment.MachineName;
        var text = First(settings.AdvertisedAddress, Environment.GetEnvironmentVariable("POD_IP"));
        if (text is null)
            return new PodEnvironment(name, MachineAddress());
        return IPAddress.TryParse(text, out var address)
            ? new PodEnvironment(name, address)
            : throw new InvalidOperationException($"Cluster:AdvertisedAddress (or POD_IP) is '{text}'; expected an IP address.");
    }

    private static string? First(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (!string.IsNullOrWhiteSpace(candidate))
                return candidate;
        }

        return null;
    }

    private static IPAddress MachineAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback;
}
