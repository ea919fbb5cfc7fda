using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>.github/workflows: read as YAML, and what they name is there. They run nowhere but at GitHub.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Files = [.. Directory.GetFiles(Repository.PathOf(".github", "workflows")).Order(StringComparer.Ordinal)];

    private static JsonNode Jobs => JobsOf(Repository.PathOf(".github", "workflows", "ci.yml"));

    [Fact]
    public void Jobs_OfTheWorkflow_TestBothEnginesAndBuildTheImage()
    {
        Jobs.AsObject().Select(job => job.Key).ShouldBe(["test", "chaos", "fuzz", "deployment", "image"]);
        Jobs["test"]!["strategy"]!["matrix"]!["engine"]!.AsArray().Select(engine => engine!.ToString()).ShouldBe(["Embedded", "Cluster"]);
        Jobs["image"]!["needs"]!.AsArray().Select(job => job!.ToString()).ShouldBe(["test", "deployment", "chaos", "fuzz"]);
        foreach (var (name, job) in Files.SelectMany(file => JobsOf(file).AsObject()))
            job!["timeout-minutes"].ShouldNotBeNull(name);
        Steps().ShouldContain(step => step["with"] != null && step["with"]!["sbom"] != null && step["with"]!["sbom"]!.GetValue<bool>());
    }

    /// <summary>What is deployed is tested: one version in Compose, the chart and the plain manifests, and in the run of the engine that needs it.</summary>
    [Fact]
    public void PostgreSql_OfTheClusterEnginesRun_IsTheOneThatIsDeployed()
    {
        string[] files = ["docker-compose.yml", "helm/orleans-trading/values.yaml", "k8s/components/database/database.yaml", "k8s/components/backup/backup.yaml"];
        var deployed = files.SelectMany(file => PostgreSqlImage().Matches(File.ReadAllText(Repository.PathOf(file)))).Select(match => match.Groups[1].Value).ToList();
        deployed.Count.ShouldBe(5, "two of them in the chart");
        var run = Jobs["test"]!["strategy"]!["matrix"]!["include"]!.AsArray().ShouldHaveSingleItem()!;
        run["engine"]!.ToString().ShouldBe("Cluster");
        deployed.ShouldAllBe(version => version == run["postgresql"]!.ToString());
    }

    [Fact]
    public void Actions_OfTheWorkflows_AreOfAVersion() => Steps().Select(step => step["uses"]?.ToString()).OfType<string>().ShouldAllBe(action => Action().IsMatch(action));

    [Fact]
    public async Task Commands_OfTheWorkflows_AreCleanByShellcheck()
    {
        var shellcheck = Tool.Need("shellcheck");
        foreach (var command in Steps().Select(step => step["run"]?.ToString()).OfType<string>())
            await Tool.OutputOfAsync(shellcheck, ["--shell=bash", "-"], Expression().Replace(command, "value"));
    }

    [Fact]
    public void Paths_OfTheWorkflows_AreThere()
    {
        var paths = Files.SelectMany(file => RepositoryPath().Matches(File.ReadAllText(file))).Select(match => match.Value.TrimEnd('/')).Distinct().ToList();
        paths.Count.ShouldBeGreaterThan(5);
        paths.Where(path => !Path.Exists(Repository.PathOf(path))).ShouldBeEmpty();
    }

    private static JsonNode JobsOf(string file) =>
        Yaml.Read(File.ReadAllText(file).Replace("\non:", "\n\"on\":", StringComparison.Ordinal), Path.GetFileName(file)).Single()["jobs"]!;

    private static IEnumerable<JsonNode> Steps() => Files.SelectMany(file => JobsOf(file).AsObject()).SelectMany(job => job.Value!["steps"]!.AsArray()).OfType<JsonNode>();

    [GeneratedRegex(@"^[\w.-]+/[\w.-]+@v\d+$")]
    private static partial Regex Action();

    [GeneratedRegex(@"image: ""?postgres:(\d+)")]
    private static partial Regex PostgreSqlImage();

    [GeneratedRegex(@"\$\{\{.*?\}\}")]
    private static partial Regex Expression();

    /// <remarks>What lies in artifacts is made by the run.</remarks>
    [GeneratedRegex(@"(?<![\w/.-])(src|tests|deploy|helm|k8s|\.ci)/[\w./-]+")]
    private static partial Regex RepositoryPath();
}
