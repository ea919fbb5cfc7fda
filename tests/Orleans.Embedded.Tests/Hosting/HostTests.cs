using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Tests.Scheduling;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task Host_GrainCalled_AnswersAndRemembers()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorageAsDefault());
        using var host = builder.Build();
        await host.StartAsync();
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var counter = factory.GetGrain<ITurnGrain>(Soon.Key());
        (await counter.Count(2)).ShouldBe(2);
        (await counter.Count(3)).ShouldBe(5);
        (await factory.GetGrain<ITurnGrain>(Soon.Key()).Count(1)).ShouldBe(1);
        await host.StopAsync();
    }
}
