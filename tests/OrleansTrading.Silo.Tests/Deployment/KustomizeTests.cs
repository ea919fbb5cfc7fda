using System.Text.Json.Nodes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>k8s/: every kustomization built by kubectl, every object by Kubernetes' schemas, and the same objects as the chart's.</summary>
public sealed class KustomizeTests
{
    public static TheoryData<string> Kustomizations() => ["k8s/base", "k8s/overlays/dev", "k8s/overlays/production"];

    public static TheoryData<string> Components() => ["autoscaling-symbols", "backup", "database", "discovery", "monitoring", "operators"];

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

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Component_AddedToAnOverlay_IsSoundToo(string component)
    {
        KubernetesTools.NeedThem();
        var without = await ProductionWithAsync([]);
        var objects = await ProductionWithAsync([component]);
        objects.Select(item => item.ToJsonString()).Except(without.Select(item => item.ToJsonString())).ShouldNotBeEmpty();
        (await KubernetesTools.DefectsAsync(objects)).ShouldBeEmpty();
        Manifests.Defects(objects).ShouldBeEmpty();
        objects.Where(item => item.Kind() != "Namespace").ShouldAllBe(item => item["metadata"]!["namespace"]!.ToString() == "orleans-trading");
    }

    [Fact]
    public void Overlays_AreAllTried() => Directory.EnumerateDirectories(Repository.PathOf("k8s", "overlays")).Select(path => $"k8s/overlays/{Path.GetFileName(path)}")
        .ShouldBe(Kustomizations().Select(row => row.Data).Where(path => path.StartsWith("k8s/overlays", StringComparison.Ordinal)), ignoreOrder: true);

    [Fact]
    public void Components_AreAllTried() => Directory.EnumerateDirectories(Repository.PathOf("k8s", "components")).Select(Path.GetFileName)
        .ShouldBe(Components().Select(row => row.Data), ignoreOrder: true);

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

    /// <summary>All that the chart can bring, but for its hooks, is to be had of the overlays and components: under the same name, and the same in it.</summary>
    [Fact]
    public async Task Objects_OfTheComponents_AreThoseOfTheChart()
    {
        KubernetesTools.NeedThem();
        var chart = await KubernetesTools.TemplateAsync("", "--set", string.Join(',', Everything));
        var plain = await ProductionWithAsync(Components().Select(row => row.Data).Where(name => name != "database"));
        string NameOf(JsonNode item) => $"{item.Kind()} {item.Name()}";
        chart.Select(NameOf).Except(plain.Select(NameOf)).ShouldBe(
            ["ConfigMap orleans-trading", "Job orleans-trading-migrate", "NetworkPolicy orleans-trading-test", "Pod orleans-trading-test"], ignoreOrder: true);

        string[] compared = ["ConfigMap", "CronJob", "HorizontalPodAutoscaler", "PersistentVolumeClaim", "PrometheusRule", "Role", "RoleBinding", "ServiceMonitor"];
        var both = plain.Where(item => compared.Contains(item.Kind())).Join(chart, NameOf, NameOf, (ours, its) => (Name: NameOf(ours), Ours: ours, Its: its)).ToList();
        both.Count.ShouldBeGreaterThan(11);
        foreach (var (name, ours, its) in both)
            Body(ours).ShouldBe(Body(its), name);
    }

    /// <summary>The chart with all that it can bring; the operators are left out, whom an overlay names.</summary>
    private static IEnumerable<string> Everything =>
    [
        "fullnameOverride=orleans-trading", "ingress.enabled=true", "backup.enabled=true", "autoscaling.enabled=true", "autoscaling.symbolsPerSilo=150", "rbac.prometheus.enabled=true",
        "rbac.operators[0].kind=Group", "rbac.operators[0].name=anybody",
        "monitoring.serviceMonitor.enabled=true", "monitoring.prometheusRule.enabled=true", "monitoring.dashboards.enabled=true",
    ];

    private static async Task<IReadOnlyList<JsonNode>> ProductionWithAsync(IEnumerable<string> components)
    {
        using var directory = new TemporaryDirectory();
        string To(string path) => Path.GetRelativePath(directory.Path, Repository.PathOf(path));
        await File.WriteAllTextAsync(
            Path.Combine(directory.Path, "kustomization.yaml"),
            $"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: orleans-trading\nresources: [{To("k8s/overlays/production")}]\n"
            + $"components: [{string.Join(", ", components.Select(name => To($"k8s/components/{name}")))}]\n",
            TestContext.Current.CancellationToken);
        return await KubernetesTools.KustomizeAsync(directory.Path);
    }

    /// <summary>An object without what tells of the way it was made: Helm's labels and annotations, the namespace, who the operators are.</summary>
    private static string Body(JsonNode item)
    {
        var body = item.DeepClone();
        body["metadata"]!.AsObject().Remove("namespace");
        if (body.Name() == "orleans-trading-operator")
            body.AsObject().Remove("subjects");
        StripHelm(body);
        return Sorted(body);
    }

    private static void StripHelm(JsonNode? node)
    {
        if (node is JsonArray list)
            list.ToList().ForEach(StripHelm);
        if (node is not JsonObject map)
            return;
        foreach (var (key, value) in map.ToList())
        {
            StripHelm(value);
            if (key.StartsWith("helm.sh/", StringComparison.Ordinal) || key is "app.kubernetes.io/instance" or "app.kubernetes.io/version" or "app.kubernetes.io/managed-by"
                || (key == "annotations" && value!.AsObject().Count == 0))
                map.Remove(key);
        }
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
