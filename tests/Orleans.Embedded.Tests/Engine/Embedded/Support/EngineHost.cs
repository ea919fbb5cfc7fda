using EmbeddedEngine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests.Engine;

/// <summary>A silo in a host of its own, on a clock of the test and, where given, with its files.</summary>
internal static class EngineHost
{
    public static async Task<IHost> StartAsync(TimeProvider? time = null, string? files = null, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering().AddMemoryGrainStorage("other");
            if (files is null)
            {
                silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            }
            else
            {
                silo.UseEmbeddedFiles(files);
            }

            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static IGrainFactory Grains(this IHost host) => host.Services.GetRequiredService<IGrainFactory>();
}
