using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Monitoring;

/// <summary>Every query of the dashboards and of the alert rules, asked of a real Prometheus that reads a running silo.</summary>
public sealed class MonitoringTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Made by Prometheus itself, and only while there is an alert.</summary>
    private const string Alerts = "ALERTS";

    /// <summary>What somebody who looks at it must find.</summary>
    private static readonly string[] Asked =
    [
        "System health", "Active positions", "PnL", "Capital use", "Execution latency", "Stream lag", "Arbitrage opportunities", "Order success rate",
        "Venue connection state", "Job health", "Freshness",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Dashboards_Always_AreWhatGrafanaTakes()
    {
        var dashboards = DashboardFile.ReadAll();
        Asked.Except(dashboards.Single(dashboard => dashboard.Name == "overview").Panels.Select(panel => panel.GetProperty("title").GetString())).ShouldBeEmpty();
        dashboards.Select(dashboard => dashboard.Root.GetProperty("uid").GetString()).ShouldBeUnique();
        foreach (var dashboard in dashboards)
        {
            dashboard.Root.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
            dashboard.Panels.ShouldAllBe(panel => panel.GetProperty("datasource").GetProperty("uid").GetString() == "prometheus");
            var cells = dashboard.Root.GetProperty("panels").EnumerateArray().SelectMany(CellsOf).ToList();
            cells.Count.ShouldBe(cells.Distinct().Count(), $"panels of {dashboard.Name} lie over each other");
            var variables = dashboard.Variables.Select(variable => "$" + variable.Name).Concat(["$__rate_interval", "$__range"]).ToList();
            dashboard.Queries.Select(query => variables.Aggregate(query.Expression, (text, variable) => text.Replace(variable, "", StringComparison.Ordinal)))
                .ShouldAllBe(text => !text.Contains('$'));
        }
    }

    [Fact]
    public async Task Queries_OfDashboardsAndRules_AskForWhatARunningSiloTells()
    {
        using var data = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" };
        await using var silo = await HostProcess.StartSiloAsync(data.Path, settings, Token);
        await using var prometheus = await PrometheusServer.StartAsync(silo.Address, Token);
        using var http = new HttpClient { BaseAddress = silo.Address, Timeout = TimeSpan.FromSeconds(60) };
        var dashboards = DashboardFile.ReadAll();
        var rules = await RulesAsync(prometheus);
        var queries = dashboards.SelectMany(dashboard => dashboard.Queries).Concat(rules).ToList();
        queries.Count.ShouldBeGreaterThan(100);

        await Eventually.GetAsync(
            async () => (await http.GetAsync("/health/ready", Token)).StatusCode, status => status == HttpStatusCode.OK, Limit, () => silo.Output);
        var asked = dashboards.Single(dashboard => dashboard.Name == "overview").Queries.ToList();
        await Eventually.GetAsync(
            async () =>
            {
                await UseAsync(http);
                return await MissingAsync(prometheus, queries, asked);
            },
            missing => missing.Count == 0, Limit, () => $"{silo.Output}\n{prometheus.Output}", missing => string.Join("\n", missing));

        (await DefectsAsync(prometheus, queries)).ShouldBeEmpty();
        (await VariableDefectsAsync(prometheus, dashboards)).ShouldBeEmpty();
        (await prometheus.QueryAsync("ALERTS{alertstate=\"firing\", severity=\"critical\"}", Token)).Select(alert => string.Join(", ", alert))
            .ShouldBeEmpty("a silo that is well raises no critical alert");
    }

    /// <summary>Does what leaves a mark in the metrics: an order, a scan, a job.</summary>
    private static async Task UseAsync(HttpClient http)
    {
        var order = new { instrument = "binance:BTCUSDT", side = "buy", notional = 200 };
        using var placed = await http.PostAsJsonAsync("/api/v1/accounts/paper/orders", order, Token);
        using var scanned = await http.GetAsync("/api/v1/scan", Token);
        scanned.StatusCode.ShouldBe(HttpStatusCode.OK, await scanned.Content.ReadAsStringAsync(Token));
        using var checkedNow = await http.PostAsync("/api/v1/jobs/check-freshness/runs", null, Token);
    }

    /// <summary>Metrics that no series has, and panels of the overview that show nothing.</summary>
    private static async Task<IReadOnlyList<string>> MissingAsync(PrometheusServer prometheus, List<DashboardQuery> queries, List<DashboardQuery> asked)
    {
        var names = (await prometheus.GetAsync("label/__name__/values", Token)).EnumerateArray().Select(name => name.GetString()!).Append(Alerts).ToHashSet();
        var missing = queries.SelectMany(query => Promql.MetricsOf(query.Expression).Where(metric => !names.Contains(metric)).Select(metric => $"{query.Where}: there is no {metric}")).ToList();
        foreach (var query in asked)
        {
            if (missing.Count == 0 && (await prometheus.QueryAsync(Promql.Fill(query.Expression), Token)).Count == 0)
                missing.Add($"{query.Where}: {query.Expression} shows nothing");
        }

        return missing;
    }

    private static async Task<IReadOnlyList<string>> DefectsAsync(PrometheusServer prometheus, List<DashboardQuery> queries)
    {
        var labels = new Dictionary<string, IReadOnlySet<string>>();
        var defects = new List<string>();
        foreach (var query in queries)
        {
            var metrics = Promql.MetricsOf(query.Expression);
            if (metrics.Count == 0)
                defects.Add($"{query.Where}: {query.Expression} names no metric");
            foreach (var metric in metrics.Where(metric => !labels.ContainsKey(metric)))
                labels[metric] = await LabelsAsync(prometheus, metric);
            if (!metrics.Contains(Alerts))
                defects.AddRange(Promql.LabelsOf(query.Expression).Where(label => !metrics.Any(metric => labels[metric].Contains(label))).Select(label => $"{query.Where}: no metric of {query.Expression} has the label {label}"));
            try
            {
                var series = await prometheus.QueryAsync(Promql.Fill(query.Expression), Token);
                defects.AddRange(query.LegendLabels.Where(label => series.Any(one => !one.ContainsKey(label))).Select(label => $"{query.Where}: the legend names {label}, which {query.Expression} does not have"));
            }
            catch (InvalidOperationException refused)
            {
                defects.Add($"{query.Where}: {refused.Message}");
            }
        }

        return defects;
    }

    private static async Task<IReadOnlyList<string>> VariableDefectsAsync(PrometheusServer prometheus, IReadOnlyList<DashboardFile> dashboards)
    {
        var defects = new List<string>();
        foreach (var (name, query) in dashboards.SelectMany(dashboard => dashboard.Variables))
        {
            var (selector, label) = (query["label_values(".Length..query.LastIndexOf(',')], query[(query.LastIndexOf(',') + 1)..^1].Trim());
            var series = await prometheus.QueryAsync(selector, Token);
            if (series.Count == 0 || series.Any(one => !one.ContainsKey(label)))
                defects.Add($"the choice {name}: {query} has nothing");
        }

        return defects;
    }

    private static async Task<IReadOnlySet<string>> LabelsAsync(PrometheusServer prometheus, string metric) =>
        (await prometheus.GetAsync($"labels?match[]={Uri.EscapeDataString(metric)}", Token)).EnumerateArray().Select(label => label.GetString()!).ToHashSet();

    private static async Task<IReadOnlyList<DashboardQuery>> RulesAsync(PrometheusServer prometheus)
    {
        var rules = (await prometheus.GetAsync("rules", Token)).GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray()).ToList();
        rules.Count.ShouldBeGreaterThan(30);
        return [.. rules.Select(rule => new DashboardQuery($"alert {rule.GetProperty("name").GetString()}", rule.GetProperty("query").GetString()!))];
    }

    private static IEnumerable<(int X, int Y)> CellsOf(JsonElement panel)
    {
        var at = panel.GetProperty("gridPos");
        var (x, y, w, h) = (at.GetProperty("x").GetInt32(), at.GetProperty("y").GetInt32(), at.GetProperty("w").GetInt32(), at.GetProperty("h").GetInt32());
        (x + w).ShouldBeLessThanOrEqualTo(24);
        return from column in Enumerable.Range(x, w) from row in Enumerable.Range(y, h) select (column, row);
    }
}
