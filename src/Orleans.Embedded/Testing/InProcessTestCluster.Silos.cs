using System.Net;
using EmbeddedEngine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>How silos and the client come and go.</summary>
public sealed partial class InProcessTestCluster
{
    public async Task DeployAsync()
    {
        if (Silos.Count > 0)
        {
            throw new InvalidOperationException("The cluster has been deployed.");
        }

        await StartSilosAsync(Options.InitialSilosCount);
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    public InProcessSiloHandle StartAdditionalSilo() => StartAdditionalSiloAsync().GetAwaiter().GetResult();

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var first = Interlocked.Add(ref _started, silosToStart) - silosToStart;
        var started = await Task.WhenAll(Enumerable.Range(first, silosToStart).Select(n => StartSiloAsync(n, Options)));
        foreach (var silo in started)
        {
            Add(silo);
        }

        return [.. started];
    }

    public static Task<InProcessSiloHandle> StartSiloAsync(
        InProcessTestCluster cluster, int instanceNumber, InProcessTestClusterOptions clusterOptions)
        => cluster.StartSiloAsync(instanceNumber, clusterOptions);

    public async Task<InProcessSiloHandle> StartSiloAsync(int instanceNumber, InProcessTestClusterOptions clusterOptions)
    {
        var options = InProcessTestSiloSpecificOptions.Create(this, clusterOptions, instanceNumber, assignNewPort: true);
        var handle = await CreateSiloAsync(options);
        handle.InstanceNumber = (short)instanceNumber;
        return handle;
    }

    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        var builder = NewHost(siloOptions.SiloName);
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(siloOptions, builder);
        }

        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(UseClusterIds)
            .Configure<SiloOptions>(o => o.SiloName = siloOptions.SiloName)
            .Configure<EndpointOptions>(o =>
            {
                o.AdvertisedIPAddress = IPAddress.Loopback;
                o.SiloPort = siloOptions.SiloPort;
                o.GatewayPort = siloOptions.GatewayPort;
            }));
        var host = builder.Build();
        await Task.Run(() => host.StartAsync());
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        Note($"Started {siloOptions.SiloName} at {details.SiloAddress}");
        return new InProcessSiloHandle
        {
            Name = siloOptions.SiloName,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
    }

    /// <summary>Stops a silo gracefully: its grains deactivate first.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        if (instance is not null)
        {
            await EndAsync(instance, stopGracefully: true);
        }
    }

    /// <summary>Ends a silo as a crash would.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        if (instance is not null)
        {
            await EndAsync(instance, stopGracefully: false);
        }
    }

    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }
    }

    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        if (instance is null)
        {
            return null;
        }

        await StopSiloAsync(instance);
        var restarted = await StartSiloAsync(instance.InstanceNumber, Options);
        Add(restarted);
        return restarted;
    }

    public async Task InitializeClientAsync()
    {
        await StopClusterClientAsync();
        var builder = NewHost("TestClusterClient");
        foreach (var configure in Options.ClientHostConfigurationDelegates)
        {
            configure(builder);
        }

        EngineServices.AddClient(builder.Services);
        builder.Services.Configure<ClusterOptions>(UseClusterIds);
        _client = builder.Build();
        await _client.StartAsync();
    }

    public Task StopClusterClientAsync() => EndClientAsync(CancellationToken.None);

    public Task KillClientAsync() => EndClientAsync(new CancellationToken(canceled: true));

    private async Task EndClientAsync(CancellationToken cancellationToken)
    {
        if (_client is { } client)
        {
            _client = null;
            await client.StopAsync(cancellationToken);
            client.Dispose();
        }
    }

    private async Task EndAsync(InProcessSiloHandle silo, bool stopGracefully)
    {
        try
        {
            await silo.StopSiloAsync(stopGracefully);
        }
        finally
        {
            lock (_silos)
            {
                _silos.Remove(silo);
            }

            await silo.DisposeAsync();
            Note($"{(stopGracefully ? "Stopped" : "Killed")} {silo.Name} at {silo.SiloAddress}");
        }
    }

    private HostApplicationBuilder NewHost(string name)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = name,
            EnvironmentName = Environments.Development,
            DisableDefaults = true,
        });
        builder.Services.AddSingleton(_cluster);
        return builder;
    }

    private void UseClusterIds(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }

    private void Add(InProcessSiloHandle silo)
    {
        lock (_silos)
        {
            _silos.Add(silo);
        }
    }
}
