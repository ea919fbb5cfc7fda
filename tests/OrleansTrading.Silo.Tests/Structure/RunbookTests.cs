using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>
/// docs/runbook.md has every line that the service logs as a warning or worse, word for word, and none that it does not log. A new line needs
/// a row in the table of its area: <c>| 4103 | Warning | `the message` | what it means | what to do |</c>. Lines of the level Information
/// that an operator looks for stand there too.
/// </summary>
public sealed partial class RunbookTests
{
    private const string Name = "docs/runbook.md";

    /// <summary>The engine's own numbers; the official packages have others.</summary>
    private const int FirstOfTheService = 1000;

    /// <summary>Lines of what is compiled for the Cluster engine alone.</summary>
    private const int FirstOfTheCluster = 1300;

    private const int LastOfTheCluster = 1319;

    private static readonly bool IsEmbedded = File.Exists(Path.Combine(AppContext.BaseDirectory, "Orleans.Embedded.dll"));

    [Fact]
    public void Lines_OfWarningsAndWorse_AreInTheRunbook()
    {
        var logged = Logged().ToList();
        logged.Count.ShouldBeGreaterThan(100, "the search must find the lines");
        var rows = Rows().ToDictionary(row => row.Id);
        logged.Where(line => line.Level >= LogLevel.Warning && !rows.ContainsKey(line.Id))
            .Select(line => $"{line.Where} logs {line.Id}, of which {Name} says nothing. Add to the table of its area: | {line.Id} | {LevelOf(line)} | `{line.Message}` | what it means | what to do |")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Rows_OfTheRunbook_SayWhatIsLogged()
    {
        var logged = Logged().ToLookup(line => line.Id);
        var rows = Rows().Where(row => IsEmbedded ? row.Id is < FirstOfTheCluster or > LastOfTheCluster : row.Id >= FirstOfTheService).ToList();
        rows.Where(row => !logged.Contains(row.Id)).Select(row => $"{Name} has {row.Id}, which nothing logs: take its row out").ShouldBeEmpty();
        rows.Where(row => logged.Contains(row.Id) && !logged[row.Id].Any(line => line.Message == row.Message && LevelOf(line) == row.Level))
            .Select(row => $"{Name} says of {row.Id}: {row.Level} '{row.Message}'; what is logged is {string.Join(" and ", logged[row.Id].Select(line => $"{LevelOf(line)} '{line.Message}'"))}")
            .ShouldBeEmpty();
        rows.Select(row => row.Id).ShouldBeUnique();
        rows.Where(row => row.Meaning.Length < 10 || row.Action.Length < 5).Select(row => row.Id).ShouldBeEmpty("a meaning and something to do");
    }

    [Fact]
    public void Contents_OfTheRunbook_LeadToEverySection_TheStopOfTradingFirst()
    {
        var headings = File.ReadLines(Repository.PathOf(Name)).Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("### ", StringComparison.Ordinal)).ToList();
        var links = LinkWithin().Matches(File.ReadAllText(Repository.PathOf(Name))).Select(match => match.Groups["anchor"].Value).ToList();
        links[0].ShouldBe("stop-trading-at-once");
        links.Except(headings.Select(AnchorOf)).ShouldBeEmpty($"sections that {Name} links to and does not have");
        headings.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(AnchorOf).Except(links).ShouldBeEmpty($"sections that the contents of {Name} do not name");

        static string AnchorOf(string heading) => NoPartOfAnAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');
    }

    private static string LevelOf(Line line) => line.Level == LogLevel.None ? "varies" : line.Level.ToString();

    /// <summary>Every line of the product's assemblies. The simulator is a program of its own.</summary>
    private static IEnumerable<Line> Logged() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Orleans*.dll")
        .Where(path => Path.GetFileNameWithoutExtension(path) is var name
            && (name == "Orleans.Embedded" || name.StartsWith("OrleansTrading.", StringComparison.Ordinal))
            && !name.EndsWith("Tests", StringComparison.Ordinal) && name is not ("OrleansTrading.TestKit" or "OrleansTrading.Simulator"))
        .SelectMany(path => Assembly.LoadFrom(path).GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .SelectMany(method => method.GetCustomAttributes<LoggerMessageAttribute>().Select(line => new Line(line.EventId, line.Level, line.Message, type.Name))))
        .Distinct();

    private static IEnumerable<Row> Rows() => File.ReadLines(Repository.PathOf(Name)).Select(line => RowOfATable().Match(line)).Where(match => match.Success)
        .Select(match => new Row(int.Parse(match.Groups["id"].Value), match.Groups["level"].Value, match.Groups["message"].Value, match.Groups["meaning"].Value, match.Groups["action"].Value));

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>\w+) \| `(?<message>[^`]*)` \| (?<meaning>[^|]*) \| (?<action>[^|]*) \|$")]
    private static partial Regex RowOfATable();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)")]
    private static partial Regex LinkWithin();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoPartOfAnAnchor();

    private sealed record Line(int Id, LogLevel Level, string Message, string Where);

    private sealed record Row(int Id, string Level, string Message, string Meaning, string Action);
}
