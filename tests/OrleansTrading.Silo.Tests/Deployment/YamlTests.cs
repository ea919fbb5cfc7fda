using OrleansTrading.TestKit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>The files by which the service is deployed: that they are YAML, and that they agree with each other and with the program.</summary>
public sealed class YamlTests
{
    public static TheoryData<string> Files() => [.. YamlFiles().Select(path => Path.GetRelativePath(Repository.Root, path)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_Always_IsValidYaml(string path) => Load(path).ShouldNotBeEmpty();

    [Fact]
    public void Kustomization_NamesFilesThatExist()
    {
        var resources = (YamlSequenceNode)Load("k8s/base/kustomization.yaml").Single()["resources"];
        foreach (var resource in resources)
            File.Exists(Repository.PathOf("k8s", "base", resource.ToString())).ShouldBeTrue(resource.ToString());
    }

    [Fact]
    public void Deployment_ProbesAndPorts_AreThoseOfTheProgram()
    {
        var deployment = Load("k8s/base/deployment.yaml").Single();
        var container = ((YamlSequenceNode)deployment["spec"]["template"]["spec"]["containers"]).Children.Single();
        container["livenessProbe"]["httpGet"]["path"].ToString().ShouldBe("/health/live");
        container["readinessProbe"]["httpGet"]["path"].ToString().ShouldBe("/health/ready");
        var ports = ((YamlSequenceNode)container["ports"]).ToDictionary(port => port["name"].ToString(), port => port["containerPort"].ToString());
        ports.ShouldBe(new Dictionary<string, string> { ["http"] = "8080", ["silo"] = "11111", ["gateway"] = "30000" }, ignoreOrder: true);
        int.Parse(deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"].ToString()).ShouldBeGreaterThan(10, "stopping takes up to ten seconds");
    }

    [Fact]
    public void Selectors_OfServiceAndDeployment_Agree()
    {
        var labels = Labels(Load("k8s/base/deployment.yaml").Single()["spec"]["template"]["metadata"]["labels"]);
        foreach (var service in Load("k8s/base/service.yaml"))
            Labels(service["spec"]["selector"]).ShouldBeSubsetOf(labels);
    }

    private static IEnumerable<string> YamlFiles()
    {
        foreach (var folder in new[] { "k8s", "helm" })
        {
            // Templates become YAML only once they are filled in.
            foreach (var path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.y*ml", SearchOption.AllDirectories))
            {
                if (!path.Contains($"{Path.DirectorySeparatorChar}templates{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                    yield return path;
            }
        }
    }

    private static List<YamlNode> Load(string path)
    {
        using var reader = File.OpenText(Repository.PathOf(path));
        var stream = new YamlStream();
        try
        {
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw new InvalidOperationException($"{path}: {exception.Message}", exception);
        }

        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static IEnumerable<string> Labels(YamlNode node) => ((YamlMappingNode)node).Select(label => $"{label.Key}={label.Value}");
}
