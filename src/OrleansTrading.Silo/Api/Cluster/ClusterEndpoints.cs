using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Silo.Engine;

namespace OrleansTrading.Silo.Api.Cluster;

/// <summary>The silos and what they hold.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this RouteGroupBuilder api) =>
        api.MapGet("/cluster", GetCluster).WithName("GetCluster").WithTags("Cluster");

    /// <summary>Silos, grains and their calls by type, reminders</summary>
    internal static async Task<Ok<ClusterView>> GetCluster(IGrainFactory grains) =>
        TypedResults.Ok(ClusterView.Of(EngineSetup.Name, await grains.GetGrain<IClusterGrain>(IClusterGrain.Key).GetReportAsync()));
}
