using System.Xml.Linq;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>Which project may know which: the arrows point one way only.</summary>
public sealed class ProjectReferencesTests
{
    /// <summary>Projects under src, each with what it may refer to, and how much of the engine it may know.</summary>
    private static readonly Dictionary<string, (string[] Projects, string Engine)> Allowed = new()
    {
        ["Orleans.Embedded.Abstractions"] = ([], ""),
        ["Orleans.Embedded"] = (["Orleans.Embedded.Abstractions"], ""),
        ["OrleansTrading.Domain"] = ([], "Attributes"),
        ["OrleansTrading.Parquet"] = ([], ""),
        ["OrleansTrading.Contracts"] = (["OrleansTrading.Domain"], "Grains"),
        ["OrleansTrading.Exchanges"] = (["OrleansTrading.Domain"], ""),
        ["OrleansTrading.Exchanges.Binance"] = (["OrleansTrading.Exchanges"], ""),
        ["OrleansTrading.Exchanges.Okx"] = (["OrleansTrading.Exchanges"], ""),
        ["OrleansTrading.Exchanges.Kraken"] = (["OrleansTrading.Exchanges"], ""),
        ["OrleansTrading.Storage"] = (["OrleansTrading.Domain", "OrleansTrading.Parquet"], ""),
        ["OrleansTrading.Storage.PostgreSql"] = (["OrleansTrading.Storage"], ""),
        ["OrleansTrading.Grains"] = (["OrleansTrading.Contracts", "OrleansTrading.Exchanges", "OrleansTrading.Storage", "OrleansTrading.Parquet"], "Grains"),
        ["OrleansTrading.Dashboard"] = (["OrleansTrading.Contracts", "OrleansTrading.Storage"], "Grains"),
        ["OrleansTrading.Simulator"] = (["OrleansTrading.Domain", "OrleansTrading.Parquet"], ""),
        ["OrleansTrading.Silo"] = (["*"], "Host"),
    };

    public static TheoryData<string> Projects() =>
        [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatItsLayerMay(string project)
    {
        Allowed.ShouldContainKey(project, "a new project says here what it may refer to");
        var (projects, engine) = Allowed[project];
        var document = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));
        var referenced = document.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension((string)item.Attribute("Include")!));
        if (!projects.Contains("*"))
            referenced.Except(projects).ShouldBeEmpty($"{project} may refer to {string.Join(", ", projects)}");
        var reference = document.Descendants("OrleansReference").Select(item => item.Value).SingleOrDefault("");
        if (reference.Length > 0)
            reference.ShouldBe(engine, $"how much of the engine {project} may know");
    }

    [Fact]
    public void Source_OutsideTheEngineFolders_NamesNoEngine()
    {
        var engineOnly = new[] { "EmbeddedEngine", "Npgsql;", "Orleans.Dashboard;" };
        var offenders = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("Orleans.Embedded", StringComparison.Ordinal)
                && !path.Contains("PostgreSql", StringComparison.Ordinal)
                && !path.Contains(Path.Combine("OrleansTrading.Silo", "Engine"), StringComparison.Ordinal))
            .Where(path => File.ReadLines(path).Any(line =>
                line.StartsWith("using ", StringComparison.Ordinal) && engineOnly.Any(name => line.Contains(name, StringComparison.Ordinal))))
            .Select(path => Path.GetRelativePath(Repository.Root, path));
        offenders.ShouldBeEmpty();
    }
}
