using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task Host_GrainCalled_AnswersAndKeepsItsState()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorageAsDefault());
        using var host = builder.Build();
        await host.StartAsync();
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var counter = factory.GetGrain<ICounterGrain>("a");
        (await counter.Add(2)).ShouldBe(2);
        (await counter.Add(3)).ShouldBe(5);
        (await factory.GetGrain<ICounterGrain>("b").Add(1)).ShouldBe(1);
        await host.StopAsync();
    }
}
