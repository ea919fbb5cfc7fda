using System.Text.Json;
using OrleansTrading.Silo.Logs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

/// <summary>The process as a container runs it: everything it says is for a program to read.</summary>
public sealed class JsonLogTests
{
    [Fact]
    public async Task Console_SetToJson_ShowsNothingElse()
    {
        using var data = new TemporaryDirectory();
        var logs = Path.Combine(data.Path, "logs");
        await using var host = await HostProcess.StartSiloAsync(
            data.Path, new Dictionary<string, string> { ["Logging__Console__FormatterName"] = "json", ["Logs__Directory"] = logs, ["Watchlist__Top"] = "3" }, TestContext.Current.CancellationToken);
        await host.TerminateAsync(TimeSpan.FromSeconds(30));
        host.ExitCode.ShouldBe(0, host.Output);
        var console = host.Output.Split('\n').Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        console.ShouldContain(line => line.GetProperty("EventId").GetInt32() == 1011 && line.GetProperty("State").GetProperty("Engine").GetString()!.Length > 0);
        // The file has the same lines, and those that are logged while the process ends.
        var file = File.ReadLines(Path.Combine(logs, FileLoggerProvider.All)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetInt32()).ToList();
        file.ShouldContain(1011);
    }
}
