using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;
using OrleansTrading.Dashboard.Cluster;
using OrleansTrading.Domain.Access;
using OrleansTrading.Grains.RateBudgets;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Engine;

/// <summary>
/// Several processes: membership, grain state and reminders in PostgreSQL. Without a database it is one silo with all
/// of it in memory, so that the program also runs as it is.
/// </summary>
internal static partial class EngineSetup
{
    public const string Name = "Cluster";

    /// <summary>Whether grains' state lies in files of this machine.</summary>
    public static bool KeepsFiles => false;

    private const string Invariant = "Npgsql";

    /// <summary>How long a silo that has given its grains away stays for the calls that it passes on.</summary>
    private static readonly TimeSpan Passing = TimeSpan.FromSeconds(3);

    public static void Configure(ISiloBuilder silo, IConfiguration configuration)
    {
        var settings = ClusterSettings.Read(configuration);
        silo.AddDashboard();
        silo.Services.AddSingleton(new EnginePages("orleans"));
        if (DatabaseName.OfEngine(configuration) is { } database)
            UseDatabase(silo, settings, database, PodEnvironment.Read(settings));
        else
            UseMemory(silo, settings);
    }

    /// <summary>What the membership has of this silo, as far as the silo knows.</summary>
    public static SiloStatus StatusOf(IServiceProvider services) => services.GetRequiredService<ISiloStatusOracle>().CurrentStatus;

    public static void Map(WebApplication app)
    {
        app.MapOrleansDashboard("/orleans").ExcludeFromDescription().Needs(Scope.Admin);
        if (app.Services.GetService<MemoryNotice>() is not null)
            LogMemoryOnly(app.Logger);
    }

    private static void UseMemory(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.UseLocalhostClustering(settings.SiloPort ?? FreePort(), settings.GatewayPort ?? 0, null, settings.ServiceId, settings.ClusterId);
        silo.Services.Configure<SiloOptions>(self => self.SiloName = settings.SiloName ?? Environment.MachineName);
        silo.AddMemoryGrainStorageAsDefault();
        silo.UseInMemoryReminderService();
        silo.Services.PostConfigure<RateBudgetOptions>(budgets => budgets.MaxSilos ??= 1);
        silo.Services.AddSingleton<MemoryNotice>();
    }

    private static void UseDatabase(ISiloBuilder silo, ClusterSettings settings, string database, PodEnvironment pod)
    {
        silo.UseAdoNetClustering(ado => (ado.Invariant, ado.ConnectionString) = (Invariant, database));
        silo.AddAdoNetGrainStorageAsDefault(ado => (ado.Invariant, ado.ConnectionString, ado.GrainStorageSerializer) = (Invariant, database, new StateSerializer()));
        silo.UseAdoNetReminderService(ado => (ado.Invariant, ado.ConnectionString) = (Invariant, database));
        silo.Services.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.Services.Configure<SiloOptions>(self => self.SiloName = pod.SiloName);
        silo.Services.Configure<EndpointOptions>(endpoint =>
        {
            var (siloPort, gatewayPort) = (settings.SiloPort ?? EndpointOptions.DEFAULT_SILO_PORT, settings.GatewayPort ?? 0);
            (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (pod.Address, siloPort, gatewayPort);
            endpoint.SiloListeningEndpoint = new IPEndPoint(IPAddress.Any, siloPort);
            endpoint.GatewayListeningEndpoint = gatewayPort == 0 ? null : new IPEndPoint(IPAddress.Any, gatewayPort);
        });
        silo.Services.Configure<ClusterMembershipOptions>(Tune);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, JoiningSigns>();
        silo.Services.AddOptions<SiloMessagingOptions>().Configure<IOptions<ShutdownOptions>>(PassOn);
        // A silo that has no room left is given no new grains while others have.
        silo.Services.Configure<LoadSheddingOptions>(shedding => shedding.LoadSheddingEnabled = true);
    }

    /// <remarks>
    /// Nobody needs to know the port of a silo that is alone; several such silos must not meet on one. It is one below those that systems give
    /// to outgoing connections, which would take it again before the silo listens.
    /// </remarks>
    private static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }

    /// <remarks>
    /// Calls that have reached a silo on its way out go to where the grain is next, and are answered from there to whoever asked. But they give up a call as soon as the
    /// silo that they sent it to is dead, whoever has it by then. So the silo goes on leaving until those answers are there.
    /// </remarks>
    private static void PassOn(SiloMessagingOptions messaging, IOptions<ShutdownOptions> shutdown) =>
        messaging.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.FromTicks(Math.Min(Passing.Ticks, shutdown.Value.Grains.Ticks / 3));

    /// <remarks>
    /// A silo that was killed is out when it has missed three probes of at most three seconds; while probes are answered at once, they come every one and a half. One that
    /// hangs, or whose machine is cut off, keeps its connections: of those no message may have come for thirty-six seconds. Where all have died at once nobody is left to
    /// say so: those that start put out whoever has not signed for fifteen seconds and answers no probe, which takes them half a minute. What never comes back is forgotten after a day.
    /// </remarks>
    private static void Tune(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(3);
        membership.NumMissedProbesLimit = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(30);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 3;
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(2);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }

    [LoggerMessage(1300, LogLevel.Warning, "No database is named (ConnectionStrings:Database): one silo, with grain state and reminders in memory. They are gone when it stops.")]
    private static partial void LogMemoryOnly(ILogger logger);

    private sealed class MemoryNotice;
}
