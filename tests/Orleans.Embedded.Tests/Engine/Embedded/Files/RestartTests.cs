using Orleans.Embedded.Tests.Storage;

namespace Orleans.Embedded.Tests.Engine.Files;

public sealed class RestartTests
{
    [Fact]
    public async Task State_InFiles_OutlivesTheHost()
    {
        using var directory = new TemporaryDirectory();
        var key = Soon.Key();
        using (var first = await EngineHost.StartAsync(files: directory.Path))
        {
            await first.Grains().GetGrain<IOwnStateGrain>(key).Add(3).InTime();
            await first.StopAsync();
        }

        using var second = await EngineHost.StartAsync(files: directory.Path);
        (await second.Grains().GetGrain<IOwnStateGrain>(key).Add(4).InTime()).ShouldBe(7);
        await second.StopAsync();
    }
}
