using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>docker-compose.yml: read by Compose itself, and in agreement with .env.example, the program and the files that it mounts.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docker-compose.yml"));

    [Fact]
    public async Task Compose_WithAFilledInEnvironment_IsValid()
    {
        using var directory = new TemporaryDirectory();
        var services = (await ConfigAsync(directory.Path))["services"]!.AsObject();
        services.Select(service => service.Key).ShouldBe(["alertmanager", "database", "grafana", "migrate", "prometheus", "proxy", "silo"], ignoreOrder: true);
        foreach (var (name, service) in services)
        {
            service!["logging"]!["options"]!["max-size"].ShouldNotBeNull(name);
            service["networks"].ShouldNotBeNull(name);
            service["security_opt"]!.AsArray().Select(option => option!.ToString()).ShouldContain("no-new-privileges:true", name);
            if (name != "migrate")
                service["restart"]!.ToString().ShouldBe("unless-stopped", name);
            if (name is not ("silo" or "migrate"))
                service["healthcheck"]!["test"].ShouldNotBeNull($"{name}: that of the silo is in its image");
            service["read_only"]!.ToString().ShouldBe("true", name);
            service["cap_drop"]!.AsArray().Select(right => right!.ToString()).ShouldBe(["ALL"], name);
            service["cap_add"].ShouldBeNull(name);
        }

        services["database"]!["command"]!.AsArray().Select(word => word!.ToString()).ShouldBe(["postgres", "-c", "max_connections=310"], "thirty for each of ten silos, and some");
        services["database"]!["user"]!.ToString().ShouldBe("999:999", "root of the image gives its files away, which takes capabilities");
        services["database"]!["tmpfs"]!.AsArray().Select(path => path!.ToString()).ShouldBe(["/tmp", "/var/run/postgresql"], ignoreOrder: true);
        services["silo"]!["ports"].ShouldBeNull("a published port could be had by one silo alone");
        services["silo"]!["container_name"].ShouldBeNull("there are several");
    }

    [Fact]
    public async Task Networks_OfTheServices_AreSeparate()
    {
        using var directory = new TemporaryDirectory();
        var config = await ConfigAsync(directory.Path);
        NetworksOf("database").ShouldBe(["data"]);
        NetworksOf("proxy").ShouldBe(["edge"]);
        NetworksOf("grafana").ShouldBe(["monitoring"]);
        NetworksOf("silo").ShouldBe(["data", "edge", "monitoring"]);
        config["networks"]!["data"]!["internal"]!.ToString().ShouldBe("true");

        IEnumerable<string> NetworksOf(string service) => config["services"]![service]!["networks"] switch
        {
            JsonObject named => named.Select(network => network.Key).Order(),
            JsonArray list => list.Select(network => network!.ToString()).Order(),
            _ => [],
        };
    }

    [Fact]
    public async Task Pages_ThatPeopleLookAt_ArePublishedOnThisMachineAlone()
    {
        using var directory = new TemporaryDirectory();
        var services = (await ConfigAsync(directory.Path))["services"]!.AsObject();
        services.Where(service => service.Value!["ports"] is not null).ToDictionary(service => service.Key, service => Published(service.Value!["ports"]!.AsArray().ShouldHaveSingleItem()!))
            .ShouldBe(
                new Dictionary<string, string> { ["proxy"] = "127.0.0.1:8080:8080", ["grafana"] = "127.0.0.1:3000:3000", ["prometheus"] = "127.0.0.1:9090:9090", ["alertmanager"] = "127.0.0.1:9093:9093" },
                ignoreOrder: true);

        // Docker's Compose answers an object, Debian's a string.
        static string Published(JsonNode port) => port is JsonObject map ? $"{map["host_ip"]}:{map["published"]}:{map["target"]}" : port.ToString().Split('/')[0];
    }

    [Fact]
    public async Task Prometheus_IsGivenWhatItsConfigurationReadsOfTheEnvironment()
    {
        using var directory = new TemporaryDirectory();
        var given = (await ConfigAsync(directory.Path))["services"]!["prometheus"]!["environment"]!.AsObject().Select(variable => variable.Key);
        var configuration = await File.ReadAllTextAsync(Repository.PathOf("monitoring", "prometheus", "prometheus.yml"), TestContext.Current.CancellationToken);
        given.ShouldBe(Variable().Matches(configuration).Select(match => match.Groups["name"].Value).Distinct(), ignoreOrder: true);
        given.ShouldBe(["RUNBOOKS"]);
    }

    [Theory]
    [InlineData("ADMIN_PASSWORD_HASH")]
    [InlineData("DATABASE_PASSWORD")]
    [InlineData("GRAFANA_PASSWORD")]
    public async Task Compose_WithoutASecret_DoesNotStart(string secret)
    {
        using var directory = new TemporaryDirectory();
        var result = await RunAsync(directory.Path, name => name == secret ? "" : "filled-in");
        result.ExitCode.ShouldNotBe(0);
        result.Errors.ShouldContain(secret);
    }

    [Fact]
    public void EnvironmentExample_Always_HasEveryVariableThatComposeReadsWithItsDefault()
    {
        var read = Variable().Matches(Text).GroupBy(match => match.Groups["name"].Value).ToDictionary(
            group => group.Key, group => group.Select(match => match.Groups["default"].Value).Distinct().ToList());
        var given = Example().ToDictionary(line => line.Name, line => line.Value);
        given.Keys.ShouldBe(read.Keys, ignoreOrder: true);
        foreach (var (name, defaults) in read)
            given[name].ShouldBe(defaults.ShouldHaveSingleItem($"{name} has one default wherever it is read"), name);
    }

    [Fact]
    public void EnvironmentExample_Always_LeadsToAllOtherSettings()
    {
        var lead = File.ReadLines(Repository.PathOf(".env.example")).Where(line => line.Contains("docs/configuration.md", StringComparison.Ordinal)).ShouldHaveSingleItem();
        lead.ShouldContain("deploy/silo.env");
        SettingsCatalogue.Defect(SettingName().Match(lead).Value.Replace("__", ":", StringComparison.Ordinal)).ShouldBeNull();
    }

    [Fact]
    public void Settings_OfTheSilo_Exist()
    {
        var settings = SettingLine().Matches(Text).Concat(SettingLine().Matches(File.ReadAllText(Repository.PathOf("deploy", "silo.env"))))
            .Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();
        settings.Count.ShouldBeGreaterThan(8, "the search must find them");
        settings.Select(SettingsCatalogue.Defect).OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void Files_ThatAreMounted_AreThere()
    {
        var mounted = Mount().Matches(Text).Select(match => match.Groups["path"].Value).ToList();
        mounted.ShouldNotBeEmpty();
        mounted.Where(path => !Path.Exists(Repository.PathOf(path))).ShouldBeEmpty();
    }

    private static async Task<JsonNode> ConfigAsync(string directory)
    {
        var result = await RunAsync(directory, _ => "filled-in");
        result.ExitCode.ShouldBe(0, result.Errors);
        return Yaml.Read(result.Output, "docker-compose.yml").Single();
    }

    private static async Task<ToolResult> RunAsync(string directory, Func<string, string> secret)
    {
        var (program, words) = Compose();
        var file = Path.Combine(directory, "environment");
        await File.WriteAllLinesAsync(file, Example().Select(line => $"{line.Name}={(line.Value.Length > 0 ? line.Value : secret(line.Name))}"));
        return await Tool.RunAsync(program, [.. words, "--project-name", "test", "--env-file", file, "-f", Repository.PathOf("docker-compose.yml"), "config"]);
    }

    /// <summary>Docker's own Compose where it is, else Debian's, which is older and stricter. Neither needs a daemon for this.</summary>
    private static (string Program, string[] Words) Compose() =>
        Directory.Exists("/usr/libexec/docker/cli-plugins") && File.Exists("/usr/libexec/docker/cli-plugins/docker-compose") ? ("docker", ["compose"]) : (Tool.Need("docker-compose"), []);

    private static IEnumerable<(string Name, string Value)> Example() => File.ReadLines(Repository.PathOf(".env.example"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(:-(?<default>[^}]*)|:\?[^}]*)?\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?: {2,6}|#)(?<name>[A-Z][A-Za-z]+(?:__[A-Za-z]+)+)[:=]", RegexOptions.Multiline)]
    private static partial Regex SettingLine();

    [GeneratedRegex(@"[A-Z][A-Za-z]+(?:__[A-Za-z]+)+")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"- \./(?<path>[^:]+):")]
    private static partial Regex Mount();
}
