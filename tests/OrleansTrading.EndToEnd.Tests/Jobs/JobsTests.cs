using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Jobs;

/// <summary>Jobs of the service as the README runs it, from a terminal and by the older form of the API.</summary>
public sealed partial class JobsTests
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan UpdateLimit = TimeSpan.FromMinutes(3);
    private static readonly string[] Steps = ["ohlc", "indicators", "ema", "regime", "signals"];

    [Fact]
    public async Task Jobs_FromATerminal_AreListedRunAndWaitedFor()
    {
        using var data = new TemporaryDirectory();
        await using var silo = await ReadyAsync(data.Path);
        var terminal = new Terminal(silo);

        var list = await terminal.RunAsync("jobs", "list");
        list.ExitCode.ShouldBe(0, list.Errors);
        list.Output.ShouldContain("\nscan-market ");

        var run = await terminal.RunAsync("jobs", "run", "scan-market", "--wait");
        run.ExitCode.ShouldBe(0, run.Output + run.Errors + silo.Output);
        run.Output.ShouldContain("scan-market Succeeded after ");

        var id = run.Output.Split(' ')[1];
        var status = await terminal.RunAsync("jobs", "status", id);
        status.ExitCode.ShouldBe(0, status.Errors);
        status.Output.ShouldContain($"{id}  scan-market  Succeeded");

        var unknown = await terminal.RunAsync("jobs", "run", "no-such-job");
        (unknown.ExitCode, unknown.Output).ShouldBe((2, ""));
        unknown.Errors.ShouldContain("There is no job 'no-such-job'; expected one of ");
        unknown.Errors.ShouldContain("scan-market");

        var compared = await terminal.RunAsync("scan", "--compare", "--intervals", "1h", "--max", "5");
        compared.ExitCode.ShouldBe(0, compared.Errors + silo.Output);
        RestCalls().Match(compared.Output).Groups["cache"].Value.ShouldBe("0", compared.Output);
        int.Parse(RestCalls().Match(compared.Output).Groups["rest"].Value).ShouldBeGreaterThan(0, compared.Output);
        compared.Output.Split('\n').Count(line => line.Contains("binance:", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(5, compared.Output);

        await silo.KillAsync();
        var silent = await terminal.RunAsync("jobs", "list");
        silent.ExitCode.ShouldBe(1);
        silent.Errors.ShouldContain("Is it running?");
    }

    [Fact]
    public async Task ManualUpdate_OfAll_GoesToSuccessWithAResultPerStep()
    {
        using var data = new TemporaryDirectory();
        await using var silo = await ReadyAsync(data.Path);
        using var http = new HttpClient { BaseAddress = silo.Address };

        using var answer = await http.PostAsync("/api/manual-update/?task=all", null);
        var started = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue(started.ToString());
        started.GetProperty("task_type").GetString().ShouldBe("all");
        var id = started.GetProperty("task_id").GetString();

        var over = await Eventually.GetAsync(
            () => http.GetFromJsonAsync<JsonElement>($"/api/manual-update/?task_id={id}"), task => task.GetProperty("ready").GetBoolean(), UpdateLimit, () => silo.Output);
        over.GetProperty("status").GetString().ShouldBe("SUCCESS", $"{over}\n{silo.Output}");
        over.GetProperty("successful").GetBoolean().ShouldBeTrue();
        over.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        var results = over.GetProperty("result").EnumerateObject().ToList();
        results.Select(step => step.Name).ShouldBe(Steps);
        foreach (var step in results)
        {
            step.Value.GetProperty("status").GetString().ShouldBe("SUCCESS", $"{over}");
            step.Value.GetProperty("output").GetString().ShouldNotBeNullOrEmpty($"{over}");
        }
    }

    private static async Task<HostProcess> ReadyAsync(string dataDirectory)
    {
        var silo = await HostProcess.StartSiloAsync(dataDirectory);
        using var http = new HttpClient { BaseAddress = silo.Address };
        await Eventually.TrueAsync(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, ReadyLimit, () => silo.Output);
        return silo;
    }

    [GeneratedRegex(@"^REST calls +(?<cache>\d+) +(?<rest>\d+)", RegexOptions.Multiline)]
    private static partial Regex RestCalls();
}
