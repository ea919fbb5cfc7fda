using System.Text.Json.Nodes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>k8s/: every kustomization built by kubectl, every object by Kubernetes' schemas, and the same silo as the chart's.</summary>
public sealed class KustomizeTests
{
    public static TheoryData<string> Kustomizations() => ["k8s/base", "k8s/overlays/dev", "k8s/overlays/production"];

    [Theory]
    [MemberData(nameof(Kustomizations))]
    public async Task Kustomization_BuiltByKubectl_IsSoundByKubernetesSchemas(string path)
    {
        KubernetesTools.NeedThem();
        var objects = await KubernetesTools.KustomizeAsync(Repository.PathOf(path));
        objects.Count.ShouldBeGreaterThan(6);
        (await KubernetesTools.DefectsAsync(objects)).ShouldBeEmpty();
        Manifests.Defects(objects).ShouldBeEmpty();
    }

    [Fact]
    public async Task Monitoring_AddedToAnOverlay_IsSoundToo()
    {
        KubernetesTools.NeedThem();
        using var directory = new TemporaryDirectory();
        string To(string path) => Path.GetRelativePath(directory.Path, Repository.PathOf(path));
        await File.WriteAllTextAsync(
            Path.Combine(directory.Path, "kustomization.yaml"),
            $"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [{To("k8s/overlays/production")}]\ncomponents: [{To("k8s/components/monitoring")}]\n",
            TestContext.Current.CancellationToken);
        var objects = await KubernetesTools.KustomizeAsync(directory.Path);
        objects.ShouldContain(item => item.Kind() == "ServiceMonitor");
        (await KubernetesTools.DefectsAsync(objects)).ShouldBeEmpty();
        Manifests.Defects(objects).ShouldBeEmpty();
    }

    [Fact]
    public void Overlays_AreAllTried() => Directory.EnumerateDirectories(Repository.PathOf("k8s", "overlays")).Select(path => $"k8s/overlays/{Path.GetFileName(path)}")
        .ShouldBe(Kustomizations().Select(row => row.Data).Where(path => path.StartsWith("k8s/overlays", StringComparison.Ordinal)), ignoreOrder: true);

    [Fact]
    public async Task Namespaces_OfTheOverlays_AllowNoMoreThanIsNeeded()
    {
        KubernetesTools.NeedThem();
        foreach (var path in Kustomizations().Select(row => row.Data).Skip(1))
        {
            var labels = (await KubernetesTools.KustomizeAsync(Repository.PathOf(path))).Single(item => item.Kind() == "Namespace")["metadata"]!["labels"]!;
            labels["pod-security.kubernetes.io/enforce"]!.ToString().ShouldBe("restricted", path);
        }
    }

    /// <summary>Two ways to the same silo: what one of them changes the other must.</summary>
    [Fact]
    public async Task Silo_OfTheBase_IsThatOfTheChart()
    {
        KubernetesTools.NeedThem();
        var chart = Silo(await KubernetesTools.TemplateAsync("", "--set", "fullnameOverride=orleans-trading,database.bundled.enabled=true"));
        var plain = Silo(await KubernetesTools.KustomizeAsync(Repository.PathOf("k8s", "base")));
        plain.ShouldBe(chart);
    }

    [Fact]
    public async Task Database_OfTheComponent_IsThatOfTheChart()
    {
        KubernetesTools.NeedThem();
        var chart = (await KubernetesTools.TemplateAsync("", "--set", "fullnameOverride=orleans-trading,database.bundled.enabled=true"))
            .Find("StatefulSet", "orleans-trading-database")["spec"]!["template"]!["spec"]!;
        var plain = Yaml.Read(await File.ReadAllTextAsync(Repository.PathOf("k8s", "components", "database", "database.yaml")), "database.yaml")
            .Find("StatefulSet", "orleans-trading-database")["spec"]!["template"]!["spec"]!;
        Sorted(plain).ShouldBe(Sorted(chart));
    }

    /// <summary>The pod, but for names that are made: of the ConfigMap, by its content, and of the release.</summary>
    private static string Silo(IReadOnlyList<JsonNode> objects)
    {
        var spec = objects.Find("StatefulSet", "orleans-trading")["spec"]!["template"]!["spec"]!.DeepClone();
        spec["containers"]![0]!["envFrom"]![0]!["configMapRef"]!["name"] = "orleans-trading";
        foreach (var spread in spec["topologySpreadConstraints"]!.AsArray())
            spread!["labelSelector"]!["matchLabels"]!.AsObject().Remove("app.kubernetes.io/instance");
        return Sorted(spec);
    }

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject map => "{" + string.Join(",\n", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Sorted(entry.Value)}")) + "}",
        JsonArray list => "[" + string.Join(", ", list.Select(Sorted)) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
