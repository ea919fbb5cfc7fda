using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Silo.Engine;

namespace OrleansTrading.Silo.Api;

/// <summary>The silos and what they hold.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this RouteGroupBuilder api) =>
        api.MapGet("/cluster", GetCluster).WithName("GetCluster").WithTags("Cluster");

    /// <summary>Silos, and activations by grain type</summary>
    internal static async Task<Ok<ClusterView>> GetCluster(IGrainFactory grains, ILocalSiloDetails local)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var statistics = await management.GetSimpleGrainStatistics();
        var hosts = await management.GetDetailedHosts(true);
        var held = statistics.GroupBy(row => row.SiloAddress).ToDictionary(group => group.Key, group => group.Sum(row => row.ActivationCount));
        var silos = hosts.OrderBy(host => host.SiloName, StringComparer.Ordinal).Select(host => new SiloView(
            host.SiloName ?? "",
            host.SiloAddress.ToString() ?? "",
            host.Status.ToString(),
            new DateTimeOffset(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
            held.GetValueOrDefault(host.SiloAddress)));
        var activations = statistics.GroupBy(row => ClassName(row.GrainType))
            .Select(group => new ActivationView(group.Key, group.Sum(row => row.ActivationCount)))
            .OrderBy(row => row.GrainType, StringComparer.Ordinal);
        return TypedResults.Ok(new ClusterView(EngineSetup.Name, local.ClusterId, [.. silos], [.. activations]));
    }

    /// <remarks>The statistics name a class as <c>Namespace.Class,Assembly</c>.</remarks>
    private static string ClassName(string grainType) => grainType.Split(',')[0];
}
