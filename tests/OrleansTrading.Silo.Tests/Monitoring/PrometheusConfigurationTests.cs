using System.Text.RegularExpressions;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Monitoring;

/// <summary>What Prometheus is given, judged by its own tool, and the runbook that its alerts lead to.</summary>
public sealed partial class PrometheusConfigurationTests
{
    private const string Directory = "monitoring/prometheus";
    private const string Runbook = "docs/runbook.md";

    [Fact]
    public async Task Configuration_WithItsRules_PassesPromtool()
    {
        var (code, output) = await Tool.RunAsync(Directory, "promtool", ["check", "config", "prometheus.yml"]);
        code.ShouldBe(0, output);
        output.ShouldContain("2 rule files found");
        File.ReadAllText(Repository.PathOf(Directory, "prometheus.yml")).ShouldContain("scrape_interval: 15s");
    }

    [Fact]
    public async Task Rules_AtWhatTheirTestsDescribe_FireAndKeepQuiet()
    {
        var tests = System.IO.Directory.EnumerateFiles(Repository.PathOf(Directory, "tests"), "*.test.yml").Select(path => Path.GetFileName(path)).Order().ToList();
        var (code, output) = await Tool.RunAsync($"{Directory}/tests", "promtool", ["test", "rules", .. tests]);
        code.ShouldBe(0, output);
        var tested = string.Concat(tests.Select(name => File.ReadAllText(Repository.PathOf(Directory, "tests", name))));
        AlertRule.ReadAll().Where(rule => !tested.Contains($"- name: {rule.Name}\n", StringComparison.Ordinal)).Select(rule => rule.Name)
            .ShouldBeEmpty("every alert has a test of its own");
    }

    [Fact]
    public void Rules_Always_SayHowGraveTheyAreAndLeadToTheRunbook()
    {
        var rules = AlertRule.ReadAll();
        rules.Count.ShouldBeGreaterThan(30);
        rules.Select(rule => rule.Name).ShouldBeUnique();
        rules.ShouldAllBe(rule => rule.File == rule.Severity + ".yml");
        rules.ShouldAllBe(rule => rule.Annotations["summary"].Length > 10 && rule.Annotations["description"].Length > 20);
        rules.ShouldAllBe(rule => rule.Annotations["runbook_url"] == $"{{{{ $externalLabels.runbooks }}}}{Runbook}#{rule.Name.ToLowerInvariant()}");
    }

    [Fact]
    public void Runbook_OfEachAlert_SaysWhatToLookAtAndWhatToDo()
    {
        var sections = Sections();
        var rules = AlertRule.ReadAll().Select(rule => rule.Name).ToList();
        rules.Except(sections.Keys).ShouldBeEmpty($"{Runbook} lacks the section of an alert");
        sections.Keys.Except(rules).ShouldBeEmpty($"{Runbook} has a section of an alert that there is not");
        foreach (var (name, text) in sections)
        {
            text.ShouldMatch(@"(?s)\*Look at:\* .{20,}\n\n\*Do:\* .{5,}", name);
            AnchorLink().Matches(text).Select(match => match.Groups[1].Value).Except(rules.Select(rule => rule.ToLowerInvariant())).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void Runbook_OfAlerts_NamesLinesSettingsAndMetricsThatThereAre()
    {
        var runbook = File.ReadAllText(Repository.PathOf(Runbook));
        var rows = RowNumber().Matches(runbook).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var (name, text) in Sections())
        {
            LineNumber().Matches(text).Select(match => match.Value).Where(line => !rows.Contains(line)).ShouldBeEmpty($"{name} names lines of the log that {Runbook} does not have");
            Setting().Matches(text).Select(match => match.Groups[1].Value.Replace("VENUE", "Binance", StringComparison.Ordinal))
                .Select(SettingsCatalogue.Defect).OfType<string>().ShouldBeEmpty(name);
        }
    }

    private static Dictionary<string, string> Sections()
    {
        var runbook = File.ReadAllText(Repository.PathOf(Runbook));
        var part = runbook[runbook.IndexOf("## Alerts of Prometheus", StringComparison.Ordinal)..];
        var end = part.IndexOf("\n## ", StringComparison.Ordinal);
        return SectionHead().Split(end < 0 ? part : part[..end]).Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    [GeneratedRegex(@"^### (\w+)$", RegexOptions.Multiline)]
    private static partial Regex SectionHead();

    [GeneratedRegex(@"^\| (\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex RowNumber();

    [GeneratedRegex(@"\b[1-6]\d{3}\b")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"`([A-Z]\w+(:\w+)+)`")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\(#(\w+)\)")]
    private static partial Regex AnchorLink();
}
