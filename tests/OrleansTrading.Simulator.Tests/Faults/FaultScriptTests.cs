using System.Net.WebSockets;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Faults;

public sealed class FaultScriptTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Script_InjectsEachFaultAtItsTimeOnItsClock()
    {
        await File.WriteAllTextAsync(_file, """
            [
              {"at":"00:00:20","clock":"real","fault":"drop"},
              {"at":"00:10:00","clock":"simulated","fault":"skew","skewMs":5000}
            ]
            """);
        await using var simulation = await Simulation.StartAsync(options => (options.FaultScript, options.Speed) = (_file, 60));
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Advance(9);
        simulation.Host.Faults.Active.ShouldBeEmpty();
        simulation.Advance(2);
        simulation.Host.Faults.Active.Single().Request.SkewMs.ShouldBe(5_000);
        await client.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Advance(10);
        await Should.ThrowAsync<WebSocketException>(client.NextTextAsync);
    }

    [Theory]
    [InlineData("{}", "JSON array")]
    [InlineData("[{\"fault\":\"drop\"}]", "Entry 0: at is ''")]
    [InlineData("[{\"at\":\"soon\",\"fault\":\"drop\"}]", "Entry 0: at is 'soon'")]
    [InlineData("[{\"at\":\"00:00:01\",\"clock\":\"lunar\",\"fault\":\"drop\"}]", "clock is 'lunar'")]
    [InlineData("[{\"at\":\"00:00:01\",\"fault\":\"http\"}]", "status: Expected 429")]
    [InlineData("[{\"at\":\"00:00:01\",\"fault\":\"boom\"}]", "JSON")]
    public async Task Script_ThatIsWrong_KeepsTheSimulatorFromStarting(string script, string expected)
    {
        await File.WriteAllTextAsync(_file, script);
        (await Should.ThrowAsync<InvalidDataException>(() => Simulation.StartAsync(options => options.FaultScript = _file))).Message.ShouldContain(expected);
    }
}
