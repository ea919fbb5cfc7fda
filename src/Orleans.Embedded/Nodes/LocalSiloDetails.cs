using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace EmbeddedEngine;

internal sealed class LocalSiloDetails(SiloNode silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoint)
    : ILocalSiloDetails
{
    public string Name => silo.Name;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => silo.Address;

    public SiloAddress GatewayAddress { get; }
        = SiloAddress.New(silo.Address.Endpoint.Address, endpoint.Value.GatewayPort, silo.Address.Generation);
}
