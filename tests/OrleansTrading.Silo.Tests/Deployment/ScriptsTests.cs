using System.Globalization;
using OrleansTrading.Silo.Logs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>Scripts of deploy/, run; backup and restore have tests of their own.</summary>
public sealed class ScriptsTests : IDisposable
{
    private const string Secrets = "ADMIN_PASSWORD_HASH=hash\nDATABASE_PASSWORD=one\nGRAFANA_PASSWORD=two\n";

    private readonly PlayedDocker _docker = new();

    public void Dispose() => _docker.Dispose();

    [Fact]
    public async Task Scripts_Always_AreCleanByShellcheck()
    {
        var shellcheck = Tool.Need("shellcheck");
        var scripts = Directory.EnumerateFiles(Repository.PathOf("deploy"), "*.sh").Append(Repository.PathOf("tests", "run.sh")).Append(Repository.PathOf(".ci", "run")).ToList();
        scripts.Count.ShouldBeGreaterThan(7);
        await Tool.OutputOfAsync(shellcheck, scripts);
    }

    [Theory]
    [InlineData("start.sh")]
    [InlineData("stop.sh")]
    [InlineData("logs.sh")]
    [InlineData("health-check.sh")]
    [InlineData("backup.sh")]
    [InlineData("restore.sh")]
    public async Task Scripts_Asked_TellWhatTheyDo(string script)
    {
        var help = await _docker.RunAsync(script, ["--help"]);
        help.ExitCode.ShouldBe(0, help.Errors);
        help.Output.ShouldContain($"deploy/{script}");
        (await _docker.RunAsync(script, ["--no-such-option"])).ExitCode.ShouldBe(2);
        _docker.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_WithEverythingSet_StartsSoManySilosAndWaits()
    {
        WriteEnvironment(Secrets + "MAX_SILOS=6\nHTTP_ADDRESS=127.0.0.1:9999\n");
        var result = await _docker.RunAsync("start.sh", ["5"]);
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("http://127.0.0.1:9999");
        _docker.Asked.ShouldBe(["compose up --detach --wait --wait-timeout 300 --scale silo=5"]);
    }

    [Theory]
    [InlineData(null, "3", "there is no .env")]
    [InlineData("ADMIN_PASSWORD_HASH=hash\nDATABASE_PASSWORD=\nGRAFANA_PASSWORD=two\n", "3", "DATABASE_PASSWORD is empty")]
    [InlineData("DATABASE_PASSWORD=one\nGRAFANA_PASSWORD=two\n", "3", "ADMIN_PASSWORD_HASH is empty")]
    [InlineData(Secrets, "5", "5 silos, and MAX_SILOS is 4")]
    [InlineData(Secrets, "0", "'0' is no number of silos")]
    public async Task Start_WithSomethingWrong_SaysSoAndStartsNothing(string? environment, string silos, string expected)
    {
        if (environment is not null)
            WriteEnvironment(environment);
        var result = await _docker.RunAsync("start.sh", [silos]);
        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain(expected);
        _docker.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_WithSecretsThatOthersCanRead_Refuses()
    {
        WriteEnvironment(Secrets);
        await Tool.OutputOfAsync("chmod", ["644", Path.Combine(_docker.Root, ".env")]);
        (await _docker.RunAsync("start.sh", [])).Errors.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task Stop_Always_BeginsWithTheWayInAndRemovesNoVolume()
    {
        (await _docker.RunAsync("stop.sh", [])).ExitCode.ShouldBe(0);
        (await _docker.RunAsync("stop.sh", ["--remove"])).ExitCode.ShouldBe(0);
        _docker.Asked.ShouldBe(["compose stop proxy", "compose stop silo", "compose stop", "compose stop proxy", "compose stop silo", "compose down"]);
    }

    [Theory]
    [InlineData("--warnings", "slow")]
    [InlineData("--trading", "order")]
    [InlineData("--since=", null)]
    public async Task Logs_OfOneKind_AreThoseAlone(string option, string? expected)
    {
        _docker.Answer("""
            silo-1  | {"EventId":1,"LogLevel":"Information","Category":"OrleansTrading.Grains.Symbols.SymbolGrain","Message":"live"}
            silo-1  | {"EventId":2,"LogLevel":"Warning","Category":"OrleansTrading.Grains.Symbols.SymbolGrain","Message":"slow"}
            silo-1  | {"EventId":3,"LogLevel":"Information","Category":"OrleansTrading.Grains.Accounts.AccountGrain","Message":"order"}

            """);
        var result = await _docker.RunAsync("logs.sh", [option]);
        if (expected is null)
        {
            result.ExitCode.ShouldBe(2);
            return;
        }

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain($"\"{expected}\"");
        _docker.Asked.ShouldBe(["compose logs --no-color --since 1h silo"]);
    }

    /// <summary>What a collector is to keep for a year is told by this pattern: it must have all that trading.log has.</summary>
    [Fact]
    public async Task Logs_OfTrading_AreThoseOfTheFile()
    {
        var lines = FileLoggerProvider.TradingCategories.SelectMany(category => new[] { category, $"{category}.Part" }).Select(category => $"silo-1  | {{\"Category\":\"{category}\"}}").ToList();
        _docker.Answer(string.Join('\n', [.. lines, "silo-1  | {\"Category\":\"OrleansTrading.Exchanges.Binance.Market\"}", ""]));
        var result = await _docker.RunAsync("logs.sh", ["--trading"]);
        result.Output.Trim().Split('\n').ShouldBe(lines);
    }

    [Fact]
    public async Task Logs_WithoutSuchALine_AreNoFailure()
    {
        _docker.Answer("nothing\n");
        var result = await _docker.RunAsync("logs.sh", ["--warnings", "--follow", "--since", "5m", "silo", "proxy"]);
        (result.ExitCode, result.Output).ShouldBe((0, ""));
        _docker.Asked.ShouldBe(["compose logs --no-color --since 5m --follow silo proxy"]);
    }

    [Fact]
    public async Task HealthCheck_OfAServiceThatIsReadyAndThenNot_SaysSo()
    {
        await using var silo = await PlayedSilo.StartAsync("one");
        WriteEnvironment(string.Create(CultureInfo.InvariantCulture, $"HTTP_ADDRESS=127.0.0.1:{silo.Port}\n"));
        (await _docker.RunAsync("health-check.sh", [])).ExitCode.ShouldBe(0);
        silo.IsReady = false;
        var result = await _docker.RunAsync("health-check.sh", [$"http://127.0.0.1:{silo.Port}"]);
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("is not ready: it is leaving");
        await silo.DisposeAsync();
        (await _docker.RunAsync("health-check.sh", ["--wait", "1"])).ExitCode.ShouldBe(1);
    }

    private void WriteEnvironment(string text)
    {
        var path = Path.Combine(_docker.Root, ".env");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
