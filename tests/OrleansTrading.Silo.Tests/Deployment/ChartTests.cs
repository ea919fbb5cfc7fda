using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>The chart, rendered by Helm with several sets of values: every object by Kubernetes' schemas, and what they say together.</summary>
public sealed partial class ChartTests
{
    /// <summary>Files below ci; the first is the chart's own values alone.</summary>
    public static TheoryData<string> ValueSets() => ["", "full-values.yaml", "trial-values.yaml", "bare-values.yaml"];

    [Fact]
    public void ValueSets_OfTheChart_AreAllTried() =>
        Directory.EnumerateFiles(Path.Combine(KubernetesTools.Chart, "ci")).Select(Path.GetFileName).ShouldBe(ValueSets().Select(row => row.Data).Where(name => name.Length > 0), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Chart_WithTheseValues_IsSoundByHelmAndByKubernetesSchemas(string values)
    {
        KubernetesTools.NeedThem();
        (await KubernetesTools.LintAsync(values)).ShouldContain("0 chart(s) failed");
        var objects = await KubernetesTools.TemplateAsync(values);
        objects.Count.ShouldBeGreaterThan(4);
        (await KubernetesTools.DefectsAsync(objects)).ShouldBeEmpty();
        Manifests.Defects(objects).ShouldBeEmpty();
    }

    [Fact]
    public async Task Silos_ByDefault_HaveProbesPortsAndTimeToStop()
    {
        KubernetesTools.NeedThem();
        var objects = await KubernetesTools.TemplateAsync("");
        var pod = objects.Find("StatefulSet", "release-orleans-trading")["spec"]!["template"]!["spec"]!;
        var silo = pod["containers"]!.AsArray().ShouldHaveSingleItem()!;
        silo["startupProbe"]!["httpGet"]!["path"]!.ToString().ShouldBe("/health/live");
        silo["livenessProbe"]!["httpGet"]!["path"]!.ToString().ShouldBe("/health/live");
        silo["readinessProbe"]!["httpGet"]!["path"]!.ToString().ShouldBe("/health/ready");
        (silo["livenessProbe"]!["periodSeconds"]!.GetValue<long>() * silo["livenessProbe"]!["failureThreshold"]!.GetValue<long>()).ShouldBeGreaterThanOrEqualTo(60, "a busy silo is not killed");
        silo["ports"]!.AsArray().ToDictionary(port => port!["name"]!.ToString(), port => port!["containerPort"]!.GetValue<long>())
            .ShouldBe(new Dictionary<string, long> { ["http"] = 8080, ["silo"] = 11111 }, ignoreOrder: true);
        var pause = silo["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<long>();
        pod["terminationGracePeriodSeconds"]!.GetValue<long>().ShouldBeGreaterThan(pause + 15, "stopping takes up to ten seconds");
    }

    [Fact]
    public async Task Tables_AreBroughtUpToDate_BeforeSilosThatNeedThem()
    {
        KubernetesTools.NeedThem();
        var own = await KubernetesTools.TemplateAsync("");
        var job = own.Find("Job", "release-orleans-trading-migrate");
        job["metadata"]!["annotations"]!["helm.sh/hook"]!.ToString().ShouldBe("pre-install,pre-upgrade");
        job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(word => word!.ToString()).ShouldBe(["migrate"]);
        own.Pods().Single(pod => pod.Name == "release-orleans-trading-migrate").Spec["serviceAccountName"].ShouldBeNull("the account is not there before an installation");
        InitContainers(own, "release-orleans-trading").ShouldBeEmpty();
        own.Find("ConfigMap", "release-orleans-trading")["data"]!["Database__MigrateAtStart"]!.ToString().ShouldBe("false");

        var bundled = await KubernetesTools.TemplateAsync("trial-values.yaml");
        bundled.ShouldNotContain(item => item.Kind() == "Job", "the database is not there before the installation");
        InitContainers(bundled, "trial").ShouldBe(["migrate"]);

        var bare = await KubernetesTools.TemplateAsync("bare-values.yaml");
        bare.ShouldNotContain(item => item.Kind() == "Job");
        bare.Find("ConfigMap", "release-orleans-trading")["data"]!["Database__MigrateAtStart"]!.ToString().ShouldBe("true");
    }

    [Fact]
    public async Task Autoscaler_WhenItIsThere_IsTheOnlyOneToCountSilos()
    {
        KubernetesTools.NeedThem();
        var objects = await KubernetesTools.TemplateAsync("full-values.yaml");
        objects.Find("StatefulSet", "release-orleans-trading")["spec"]!["replicas"]!.GetValue<long>().ShouldBe(3, "the least; of a release that runs, as many as there are");
        objects.Find("HorizontalPodAutoscaler", "release-orleans-trading")["spec"]!["metrics"]!.AsArray().Select(metric => metric!["type"]!.ToString()).ShouldBe(["Resource", "Pods"]);
        objects.Find("ConfigMap", "release-orleans-trading")["data"]!["RateBudgets__MaxSilos"]!.ToString().ShouldBe("8");
    }

    /// <summary>Rules and dashboards name the job; without this the operator would take it from the service, which has the release's name.</summary>
    [Theory]
    [InlineData("nameOverride=trading")]
    [InlineData("nameOverride=")]
    public async Task Job_OfTheSilos_IsThatOfTheRules(string name)
    {
        KubernetesTools.NeedThem();
        var objects = await KubernetesTools.TemplateAsync("", "--set", $"{name},fullnameOverride=silos,monitoring.serviceMonitor.enabled=true,monitoring.prometheusRule.enabled=true");
        Manifests.Defects(objects).ShouldBeEmpty();
        var relabelled = objects.Find("ServiceMonitor", "silos")["spec"]!["endpoints"]![0]!["relabelings"]!.AsArray().ShouldHaveSingleItem()!;
        relabelled["targetLabel"]!.ToString().ShouldBe("job");
        var asked = objects.Find("PrometheusRule", "silos")["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray())
            .SelectMany(rule => JobAsked().Matches(rule!["expr"]!.ToString())).Select(match => match.Groups[1].Value).ToList();
        asked.Count.ShouldBeGreaterThan(5);
        asked.ShouldAllBe(job => job == relabelled["replacement"]!.ToString());
    }

    [Theory]
    [InlineData("service", "release-orleans-trading", "traefik.ingress.kubernetes.io/service.sticky.cookie", "ingress.affinity=traefik")]
    [InlineData("ingress", "release-orleans-trading", "haproxy.org/cookie-persistence", "ingress.affinity=haproxy")]
    [InlineData("ingress", "release-orleans-trading", "nginx.ingress.kubernetes.io/affinity", "ingress.affinity=nginx")]
    public async Task Browsers_ByWhicheverController_StayWithTheirSilo(string kind, string name, string annotation, string setting)
    {
        KubernetesTools.NeedThem();
        var objects = await KubernetesTools.TemplateAsync("", "--set", $"ingress.enabled=true,{setting}");
        var item = objects.Single(item => item.Kind().Equals(kind, StringComparison.OrdinalIgnoreCase) && item.Name() == name);
        item["metadata"]!["annotations"]![annotation].ShouldNotBeNull();
        objects.Find("Service", "release-orleans-trading")["spec"]!["sessionAffinity"]!.ToString().ShouldBe("ClientIP");
    }

    [Theory]
    [InlineData("replica=3", "additional properties 'replica' not allowed")]
    [InlineData("replicas=0", "minimum: got 0, want 1")]
    [InlineData("database.connection.secret=", "/database/connection/secret")]
    [InlineData("database.password=secret", "additional properties 'password' not allowed")]
    [InlineData("settings.Watchlist=3", "propertyName")]
    [InlineData("ingress.affinity=sticky", "/ingress/affinity")]
    [InlineData("terminationGracePeriodSeconds=5", "minimum: got 5, want 20")]
    [InlineData("terminationGracePeriodSeconds=20,preStopSeconds=10", "stopping needs fifteen seconds more")]
    [InlineData("image.digest=sha256:12", "/image/digest")]
    [InlineData("ingress.enabled=true,ingress.tlsSecret=tls", "access.proxyAddresses is empty")]
    [InlineData("monitoring.prometheusRule.runbooks=https://git.example/trading", "/monitoring/prometheusRule/runbooks")]
    [InlineData("replicas=9", "cluster.maxSilos is 6, and there may be 9 silos")]
    public async Task Values_ThatAreWrong_AreRefused(string value, string expected)
    {
        KubernetesTools.NeedThem();
        var result = await KubernetesTools.TryTemplateAsync("--set", value);
        result.ExitCode.ShouldNotBe(0);
        result.Errors.ShouldContain(expected);
    }

    [Theory]
    [InlineData("terminationGracePeriodSeconds=60", 60, 5)]
    [InlineData("terminationGracePeriodSeconds=20,preStopSeconds=0", 20, 0)]
    [InlineData("terminationGracePeriodSeconds=3600,preStopSeconds=60", 3600, 60)]
    public async Task Stopping_FitsIntoTheGracePeriod(string values, int grace, int pause)
    {
        KubernetesTools.NeedThem();
        var settings = (await KubernetesTools.TemplateAsync("", "--set", values)).Find("ConfigMap", "release-orleans-trading")["data"]!;
        var needed = new[] { "Requests", "Grains" }.Aggregate(
            TimeSpan.FromSeconds(pause), (sum, name) => sum + TimeSpan.Parse(settings[$"Shutdown__{name}"]!.ToString(), CultureInfo.InvariantCulture));
        needed.ShouldBe(TimeSpan.FromSeconds(grace - 5));
    }

    [Theory]
    [InlineData("full-values.yaml", "https://git.example/trading/")]
    [InlineData("", "{{ $externalLabels.runbooks }}")]
    public async Task LinksOfAlerts_ByTheChart_BeginAsItIsTold(string values, string begin)
    {
        KubernetesTools.NeedThem();
        var objects = await KubernetesTools.TemplateAsync(values, "--set", "monitoring.prometheusRule.enabled=true");
        var links = objects.Find("PrometheusRule", "release-orleans-trading")["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray())
            .Select(rule => rule!["annotations"]!["runbook_url"]!.ToString()).ToList();
        links.Count.ShouldBeGreaterThan(30);
        links.ShouldAllBe(link => link.StartsWith($"{begin}docs/runbook.md#", StringComparison.Ordinal));
    }

    /// <summary>A chart reads only what lies in it. What it shares with others it has by links, which Helm follows when it renders and packs.</summary>
    [Fact]
    public async Task Files_OfTheChart_AreTheOriginals()
    {
        KubernetesTools.NeedThem();
        var links = Directory.EnumerateFileSystemEntries(Path.Combine(KubernetesTools.Chart, "files")).Select(path => new FileInfo(path)).ToList();
        links.Where(link => link.LinkTarget is null || !Path.Exists(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName)).Select(link => link.Name).ShouldBeEmpty();
        links.Select(link => link.Name).ShouldBe(["backup.sh", "dashboards", "restore.sh", "rules"], ignoreOrder: true);
        var objects = await KubernetesTools.TemplateAsync("full-values.yaml");
        var scripts = objects.Find("ConfigMap", "release-orleans-trading-backup")["data"]!.AsObject();
        scripts.Select(script => script.Key).ShouldBe(["backup.sh", "restore.sh"], ignoreOrder: true);
        foreach (var (name, script) in scripts)
            script!.ToString().ShouldBe(await File.ReadAllTextAsync(Repository.PathOf("deploy", name), TestContext.Current.CancellationToken), name);
        FilesOf("*.json", "monitoring", "grafana", "dashboards").Count().ShouldBeGreaterThan(1);
        foreach (var dashboard in FilesOf("*.json", "monitoring", "grafana", "dashboards"))
        {
            var map = objects.Find("ConfigMap", $"release-orleans-trading-dashboard-{Path.GetFileNameWithoutExtension(dashboard)}");
            JsonNode.DeepEquals(JsonNode.Parse(map["data"]![Path.GetFileName(dashboard)]!.ToString()), JsonNode.Parse(await File.ReadAllTextAsync(dashboard, TestContext.Current.CancellationToken)))
                .ShouldBeTrue(dashboard);
        }

        var rules = FilesOf("*.yml", "monitoring", "prometheus", "rules").SelectMany(file => Yaml.ReadFile(file)["groups"]!.AsArray()).ToList();
        rules.Count.ShouldBeGreaterThan(1);
        var rendered = objects.Find("PrometheusRule", "release-orleans-trading")["spec"]!["groups"]?.AsArray() ?? [];
        rendered.Select(group => group!["name"]!.ToString()).ShouldBe(rules.Select(group => group!["name"]!.ToString()), ignoreOrder: true);
        rendered.SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!["expr"]!.ToString().Trim())
            .ShouldBe(rules.SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!["expr"]!.ToString().Trim()), ignoreOrder: true);
    }

    private static IEnumerable<string> FilesOf(string pattern, params string[] folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), pattern);

    private static IEnumerable<string> InitContainers(IEnumerable<JsonNode> objects, string name) =>
        objects.Find("StatefulSet", name)["spec"]!["template"]!["spec"]!["initContainers"]?.AsArray().Select(container => container!["name"]!.ToString()) ?? [];

    [GeneratedRegex("job=\"([^\"]+)\"")]
    private static partial Regex JobAsked();
}
