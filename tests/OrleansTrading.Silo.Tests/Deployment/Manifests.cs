using System.Text.Json.Nodes;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>What holds of any set of objects that deploys the service, whichever way they were made.</summary>
internal static class Manifests
{
    /// <summary>Secrets that are made beside the manifests, as docs/deployment.md says, and those that value files of tests name.</summary>
    private static readonly string[] Secrets = ["orleans-trading-database", "orleans-trading-access", "registry", "alerting", "venue-keys", "trading-tls", "orleans-trading-tls"];

    public static JsonNode Find(this IEnumerable<JsonNode> objects, string kind, string name) =>
        objects.SingleOrDefault(item => item.Kind() == kind && item.Name() == name) ?? throw new InvalidOperationException($"There is no {kind} {name}.");

    public static string Kind(this JsonNode item) => item["kind"]!.ToString();

    public static string Name(this JsonNode item) => item["metadata"]!["name"]!.ToString();

    /// <summary>Every pod that the objects make: the object's name, labels of the pod, its spec.</summary>
    public static IEnumerable<(string Name, JsonNode? Labels, JsonNode Spec)> Pods(this IEnumerable<JsonNode> objects) => objects.Select(item => item.Kind() switch
    {
        "Pod" => (item.Name(), item["metadata"]!["labels"], item["spec"]!),
        "CronJob" when item["spec"]!["jobTemplate"]!["spec"]!["template"]! is var template => (item.Name(), template["metadata"]!["labels"], template["spec"]!),
        "Deployment" or "StatefulSet" or "Job" when item["spec"]!["template"]! is var template => (item.Name(), template["metadata"]!["labels"], template["spec"]!),
        _ => default,
    }).Where(pod => pod.Item1 is not null);

    /// <summary>All that is wrong beyond what the schemas say.</summary>
    public static IEnumerable<string> Defects(IReadOnlyList<JsonNode> objects) =>
        [.. objects.Where(item => item.Kind() == "Secret").Select(item => $"{item.Name()}: a Secret is never part of the manifests"),
            .. objects.GroupBy(item => (item.Kind(), item.Name())).Where(group => group.Count() > 1).Select(group => $"{group.Key} is there twice"),
            .. objects.Pods().SelectMany(pod => OfPod(pod.Name, pod.Spec, objects)), .. objects.SelectMany(item => OfSelectors(item, objects)), .. objects.SelectMany(OfPolicy), .. OfSettings(objects)];

    /// <remarks>The level restricted of Kubernetes' pod security standards, and a root file system that cannot be written.</remarks>
    private static IEnumerable<string> OfPod(string name, JsonNode spec, IReadOnlyList<JsonNode> objects)
    {
        foreach (var host in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(host => spec[host] is not null))
            yield return $"{name}: {host}";
        if (spec["securityContext"]?["runAsNonRoot"]?.GetValue<bool>() != true)
            yield return $"{name} may run as root";
        if (spec["securityContext"]?["seccompProfile"]?["type"]?.ToString() != "RuntimeDefault")
            yield return $"{name} has no seccomp profile";
        if (spec["automountServiceAccountToken"]?.GetValue<bool>() != false)
            yield return $"{name} is given a token of Kubernetes";
        string[] allowed = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];
        foreach (var volume in Each(spec["volumes"]).Where(volume => volume.AsObject().Count(entry => allowed.Contains(entry.Key)) != 1))
            yield return $"{name}: the volume {volume["name"]} is of a kind that is not allowed";
        foreach (var container in Containers(spec))
        {
            var (which, security) = ($"{name}/{container["name"]}", container["securityContext"]);
            if (security?["allowPrivilegeEscalation"]?.GetValue<bool>() != false)
                yield return $"{which} may gain rights";
            if (security?["readOnlyRootFilesystem"]?.GetValue<bool>() != true)
                yield return $"{which} can write its root file system";
            if (security?["capabilities"]?["drop"]?.AsArray().Select(item => item!.ToString()).Contains("ALL") != true)
                yield return $"{which} keeps capabilities";
            if (container["resources"]?["requests"] is null || container["resources"]?["limits"]?["memory"] is null)
                yield return $"{which} does not say what it takes";
            if (!Each(container["volumeMounts"]).Any(mount => mount["mountPath"]!.ToString() == "/tmp"))
                yield return $"{which} has no /tmp";
        }

        foreach (var (kind, referred) in References(spec).Where(reference => !IsThere(reference.Kind, reference.Name, objects)).Distinct())
            yield return $"{name} refers to the {kind} {referred}, which is not there";
        var claimed = objects.Where(item => item.Name() == name).SelectMany(item => Each(item["spec"]?["volumeClaimTemplates"])).Select(claim => claim["metadata"]!["name"]!.ToString());
        var volumes = Each(spec["volumes"]).Select(volume => volume["name"]!.ToString()).Concat(claimed).ToList();
        foreach (var mount in Containers(spec).SelectMany(container => Each(container["volumeMounts"])).Where(mount => !volumes.Contains(mount["name"]!.ToString())))
            yield return $"{name} mounts {mount["name"]}, which is no volume";
    }

    private static IEnumerable<JsonNode> Containers(JsonNode spec) => Each(spec["initContainers"]).Concat(Each(spec["containers"]));

    private static IEnumerable<(string Kind, string Name)> References(JsonNode spec)
    {
        if (spec["serviceAccountName"] is { } account && account.ToString() != "default")
            yield return ("ServiceAccount", account.ToString());
        foreach (var pull in Each(spec["imagePullSecrets"]))
            yield return ("Secret", pull["name"]!.ToString());
        foreach (var container in Containers(spec))
        {
            foreach (var from in Each(container["envFrom"]))
                yield return ("ConfigMap", from["configMapRef"]!["name"]!.ToString());
            foreach (var secret in Each(container["env"]).Select(variable => variable["valueFrom"]?["secretKeyRef"]).OfType<JsonNode>())
                yield return ("Secret", secret["name"]!.ToString());
        }

        foreach (var volume in Each(spec["volumes"]))
        {
            if (volume["secret"] is { } secret)
                yield return ("Secret", secret["secretName"]!.ToString());
            if (volume["configMap"] is { } map)
                yield return ("ConfigMap", map["name"]!.ToString());
            if (volume["persistentVolumeClaim"] is { } claim)
                yield return ("PersistentVolumeClaim", claim["claimName"]!.ToString());
        }
    }

    private static bool IsThere(string kind, string name, IReadOnlyList<JsonNode> objects) =>
        kind == "Secret" ? Secrets.Contains(name) : objects.Any(item => item.Kind() == kind && item.Name() == name);

    /// <summary>A selector that selects nothing is a slip of the pen.</summary>
    private static IEnumerable<string> OfSelectors(JsonNode item, IReadOnlyList<JsonNode> objects)
    {
        var selector = item.Kind() switch
        {
            "Service" => item["spec"]!["selector"],
            "StatefulSet" or "PodDisruptionBudget" => item["spec"]!["selector"]!["matchLabels"],
            "NetworkPolicy" => item["spec"]!["podSelector"]!["matchLabels"],
            _ => null,
        };
        // The pod of "helm test", and whatever plain manifests leave to it, is made when it is asked for.
        if (selector is not null && !objects.Pods().Any(pod => Selects(selector, pod.Labels)))
            yield return $"{item.Kind()} {item.Name()} selects no pod";
        if (item.Kind() == "ServiceMonitor" && !objects.Any(service => service.Kind() == "Service" && Selects(item["spec"]!["selector"]!["matchLabels"]!, service["metadata"]!["labels"])))
            yield return $"ServiceMonitor {item.Name()} selects no service";
        if (item.Kind() == "HorizontalPodAutoscaler" && !objects.Any(target => target.Kind() == item["spec"]!["scaleTargetRef"]!["kind"]!.ToString() && target.Name() == item["spec"]!["scaleTargetRef"]!["name"]!.ToString()))
            yield return $"HorizontalPodAutoscaler {item.Name()} scales nothing";
    }

    /// <summary>A way out that names nobody leads to everybody, and the outside is not the cluster.</summary>
    private static IEnumerable<string> OfPolicy(JsonNode item)
    {
        foreach (var way in item.Kind() == "NetworkPolicy" ? Each(item["spec"]!["egress"]) : [])
        {
            var ports = Each(way["ports"]).Select(port => port["port"]!.ToString()).ToList();
            if (Each(way["to"]).ToList() is not { Count: > 0 } peers)
                yield return $"{item.Name()} lets out to everybody on {string.Join(", ", ports)}";
            else if (ports.Contains("443") && peers.Any(peer => peer["ipBlock"]?["cidr"]?.ToString() == "0.0.0.0/0" && Each(peer["ipBlock"]!["except"]).All(network => network.ToString() != "10.0.0.0/8")))
                yield return $"{item.Name()} takes the cluster for the outside";
        }
    }

    private static bool Selects(JsonNode selector, JsonNode? labels) => selector.AsObject().All(label => labels?[label.Key]?.ToString() == label.Value!.ToString());

    private static IEnumerable<string> OfSettings(IReadOnlyList<JsonNode> objects) => objects
        .Where(item => item.Kind() == "ConfigMap").SelectMany(item => item["data"]!.AsObject().Select(entry => entry.Key))
        .Concat(objects.Pods().SelectMany(pod => Containers(pod.Spec)).SelectMany(container => Each(container["env"])).Select(variable => variable["name"]!.ToString()))
        .Where(name => name.Contains("__", StringComparison.Ordinal)).Distinct()
        .Select(name => SettingsCatalogue.Defect(name.Replace("__", ":", StringComparison.Ordinal))).OfType<string>();

    private static IEnumerable<JsonNode> Each(JsonNode? list) => list?.AsArray().OfType<JsonNode>() ?? [];
}
