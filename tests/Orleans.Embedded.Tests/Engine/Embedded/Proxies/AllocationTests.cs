using Orleans.Embedded.Tests.Calls;

namespace Orleans.Embedded.Tests.Engine.Proxies;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Calls = 20_000;

    [Fact]
    public async Task LocalCall_AllocatesLittle()
    {
        using var host = await EngineHost.StartAsync();
        var grain = host.Grains().GetGrain<IEchoGrain>(Soon.Key());
        await RunAsync(grain);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await RunAsync(grain);
        var perCall = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
        TestContext.Current.TestOutputHelper?.WriteLine($"{perCall:F0} bytes a call");
        perCall.ShouldBeLessThan(600);
        await host.StopAsync();
    }

    private static async Task RunAsync(IEchoGrain grain)
    {
        for (var i = 0; i < Calls; i++)
        {
            await grain.Number(i);
        }
    }
}
