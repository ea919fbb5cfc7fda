using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace OrleansTrading.Grains.Tests.Engine;

/// <summary>How silos leave the clusters of these tests, as those of the service do.</summary>
internal static class LeavingSilo
{
    public static void PassesCallsOn(ISiloBuilder silo) =>
        silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.FromSeconds(3));
}
