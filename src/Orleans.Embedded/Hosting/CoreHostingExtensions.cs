using System.Net;
using EmbeddedEngine.Filters;
using Orleans.Configuration;

namespace Orleans.Hosting;

public static class CoreHostingExtensions
{
    /// <summary>Carries <see cref="System.Diagnostics.Activity.Current"/> along with grain calls, and traces each call.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
        => builder
            .AddOutgoingGrainCallFilter<OutgoingActivityFilter>()
            .AddIncomingGrainCallFilter<IncomingActivityFilter>();

    /// <summary>Names the cluster. The embedded engine needs nothing else: its silos live in one process.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = ClusterOptions.DevelopmentServiceId,
        string clusterId = ClusterOptions.DevelopmentClusterId)
    {
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        return builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
    }
}
