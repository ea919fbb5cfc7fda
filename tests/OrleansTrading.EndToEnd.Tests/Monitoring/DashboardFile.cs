using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Monitoring;

/// <summary>A dashboard of <c>monitoring/grafana/dashboards</c>.</summary>
internal sealed class DashboardFile(string name, JsonElement root)
{
    public string Name { get; } = name;

    public JsonElement Root { get; } = root;

    /// <summary>Panels that show something.</summary>
    public IEnumerable<JsonElement> Panels => Root.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    public IEnumerable<DashboardQuery> Queries =>
        from panel in Panels
        from target in panel.GetProperty("targets").EnumerateArray()
        select new DashboardQuery(
            $"{Name}, {panel.GetProperty("title").GetString()}", target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!);

    /// <summary>What the choices at the head are taken from: <c>label_values(metric, label)</c>.</summary>
    public IEnumerable<(string Name, string Query)> Variables => Root.GetProperty("templating").GetProperty("list").EnumerateArray()
        .Select(variable => (variable.GetProperty("name").GetString()!, variable.GetProperty("query").GetProperty("query").GetString()!));

    public static IReadOnlyList<DashboardFile> ReadAll() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("monitoring", "grafana", "dashboards"), "*.json").Order()
            .Select(path => new DashboardFile(Path.GetFileNameWithoutExtension(path), JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)))),
    ];
}
