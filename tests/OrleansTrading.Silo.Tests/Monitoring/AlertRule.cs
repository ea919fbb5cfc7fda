using OrleansTrading.TestKit;
using YamlDotNet.RepresentationModel;

namespace OrleansTrading.Silo.Tests.Monitoring;

/// <summary>A rule of <c>monitoring/prometheus/rules</c>.</summary>
internal sealed record AlertRule(string File, string Name, string Severity, IReadOnlyDictionary<string, string> Annotations)
{
    public static IReadOnlyList<AlertRule> ReadAll() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("monitoring", "prometheus", "rules"), "*.yml").Order().SelectMany(Read),
    ];

    private static IEnumerable<AlertRule> Read(string path)
    {
        using var reader = System.IO.File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(reader);
        foreach (var group in (YamlSequenceNode)stream.Documents.Single().RootNode["groups"])
        {
            foreach (var rule in (YamlSequenceNode)group["rules"])
            {
                yield return new AlertRule(
                    Path.GetFileName(path), rule["alert"].ToString(), rule["labels"]["severity"].ToString(),
                    ((YamlMappingNode)rule["annotations"]).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString()));
            }
        }
    }
}
