using EmbeddedEngine;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using OrleansTrading.Grains.RateBudgets;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Engine;

/// <summary>One process: grains, state and reminders in files.</summary>
internal static class EngineSetup
{
    public const string Name = "Embedded";

    /// <summary>Whether grains' state lies in files of this machine.</summary>
    public static bool KeepsFiles => true;

    public static void Configure(ISiloBuilder silo, IConfiguration configuration)
    {
        var settings = ClusterSettings.Read(configuration);
        silo.Services.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.Services.Configure<SiloOptions>(self => self.SiloName = settings.SiloName ?? Environment.MachineName);
        silo.Services.PostConfigure<RateBudgetOptions>(budgets => budgets.MaxSilos ??= 1);
        silo.UseEmbeddedFiles(DataDirectory.OfEngine(configuration));
    }

    /// <summary>What the membership has of this silo, as far as the silo knows.</summary>
    public static SiloStatus StatusOf(IServiceProvider services)
    {
        // A silo that is alone is a member as soon as it runs.
        _ = services;
        return SiloStatus.Active;
    }

    public static void Map(WebApplication app)
    {
        // This engine has no pages of its own; /api/v1/cluster tells what it holds.
        _ = app;
    }
}
