using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Runtime;
using OrleansTrading.Silo.Engine;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>What a silo on a database is set to that nobody sees until silos are full or die.</summary>
public sealed class EngineSetupTests(SiloFixture silo)
{
    /// <summary>docs/runbook.md promises it.</summary>
    private static readonly TimeSpan Out = TimeSpan.FromSeconds(15);

    [Fact]
    public void Silo_ThatHasNoRoomLeft_IsGivenNoNewGrains() => Set<LoadSheddingOptions>(shedding => shedding.LoadSheddingEnabled.ShouldBeTrue());

    [Fact]
    public void Symbols_ArePlacedByWhatSilosHaveLeft() => silo.Services.GetRequiredService<IClusterManifestProvider>().LocalGrainManifest.Grains.Values
        .Single(grain => grain.Properties[WellKnownGrainTypeProperties.TypeName] == "SymbolGrain")
        .Properties[WellKnownGrainTypeProperties.PlacementStrategy].ShouldBe(nameof(ResourceOptimizedPlacement));

    /// <summary>One probe may have been answered just before, and all that are missed may wait as long as they are given at first.</summary>
    [Fact]
    public void Silo_ThatWasKilled_IsOutAfterTheProbesThatItMayMiss() => Set<ClusterMembershipOptions>(membership =>
    {
        (membership.ProbeTimeout * (membership.NumMissedProbesLimit + 1)).ShouldBeLessThan(Out);
        (membership.IAmAliveTablePublishTimeout * membership.NumMissedTableIAmAliveLimit).ShouldBe(Out, "where all have died at once those go by this that start");
    });

    private static void Set<T>(Action<T> check)
        where T : class
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Database"] = "Host=nowhere", ["Cluster:AdvertisedAddress"] = "127.0.0.1" });
        builder.UseOrleans(orleans => EngineSetup.Configure(orleans, builder.Configuration));
        using var host = builder.Build();
        check(host.Services.GetRequiredService<IOptions<T>>().Value);
    }
}
