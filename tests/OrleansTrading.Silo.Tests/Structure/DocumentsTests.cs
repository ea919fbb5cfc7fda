using System.Text.RegularExpressions;
using OrleansTrading.Silo.Commands;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>The documents at the root name only what is there.</summary>
public sealed partial class DocumentsTests
{
    /// <summary>Made by running the program.</summary>
    private static readonly string[] MadeLater = ["data", "artifacts"];

    private static readonly string[] TopLevel = ["src", "tests", "docs", "k8s", "helm", ".ci"];

    public static TheoryData<string> Names() => ["README.md", "ARCHITECTURE.md"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Links_ToFiles_LeadSomewhere(string name)
    {
        var targets = Documents.Read(name).Links.Where(target => !target.Contains("://", StringComparison.Ordinal));
        targets.Where(target => !Path.Exists(Repository.PathOf(target))).ShouldBeEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Paths_InBackticks_Exist(string name)
    {
        var paths = Documents.Read(name).Words.Select(word => word.TrimEnd('/')).Where(LooksLikeAPath).ToList();
        paths.ShouldNotBeEmpty();
        paths.Where(path => !MadeLater.Contains(path.Split('/')[0]) && !Matches(path)).ShouldBeEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SourceFiles_NamedAlone_ExistSomewhere(string name)
    {
        var known = new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Select(path => Path.GetFileName(path)).ToHashSet();
        Documents.Read(name).Words.Where(word => SourceFile().IsMatch(word)).Where(word => !known.Contains(word)).ShouldBeEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Commands_InTheDocument_NameWhatIsThere(string name)
    {
        foreach (var command in Documents.Read(name).CommandLines)
        {
            var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "bash")
                CheckScript(words[1..], command);
            else if (words is ["dotnet", "run", ..])
                CheckRun(words, command);
            else if (words is ["dotnet", "build", ..])
                words[2..].Where(word => !word.StartsWith('-') && !Path.Exists(Repository.PathOf(word))).ShouldBeEmpty(command);
            else
                words.Where(LooksLikeAPath).Where(path => !Matches(path)).ShouldBeEmpty(command);
        }
    }

    [Fact]
    public void Readme_Commands_AreTheTwoThatMatter()
    {
        var commands = Documents.Read("README.md").CommandLines;
        commands.ShouldContain("dotnet run --project src/OrleansTrading.Silo");
        commands.ShouldContain("bash tests/run.sh");
    }

    [Fact]
    public void Readme_Settings_Exist()
    {
        var settings = Documents.Read("README.md").Words.Where(word => Setting().IsMatch(word)).Select(word => word.TrimStart('-').Split(' ', '=')[0]).ToList();
        settings.Count.ShouldBeGreaterThan(5);
        settings.Select(SettingsCatalogue.Defect).OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void Variables_ThatTestsRead_AreInTheDocumentOfTests()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories);
        var read = sources.SelectMany(path => VariableRead().Matches(File.ReadAllText(path))).Select(match => match.Groups["name"].Value).Distinct().ToList();
        read.Count.ShouldBeGreaterThan(8, "the search must find them");
        Documents.Read("docs/testing.md").Words.Where(word => VariableName().IsMatch(word)).ShouldBe(read, ignoreOrder: true);
    }

    private static void CheckScript(string[] words, string command)
    {
        File.Exists(Repository.PathOf(words[0])).ShouldBeTrue(command);
        var script = File.ReadAllText(Repository.PathOf(words[0]));
        foreach (var option in words[1..].TakeWhile(word => word != "--").Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            script.ShouldContain($"{option})", customMessage: command);
    }

    private static void CheckRun(string[] words, string command)
    {
        var project = words[Array.IndexOf(words, "--project") + 1];
        File.Exists(Repository.PathOf(project, Path.GetFileName(project) + ".csproj")).ShouldBeTrue(command);
        var separator = Array.IndexOf(words, "--");
        if (separator < 0 || project != "src/OrleansTrading.Silo")
            return;
        string[] given = words[(separator + 1)..];
        var errors = CommandReader.IsCommand(given) ? CommandReader.Read(given, _ => null).Errors : CommandLine.Parse(given).Errors;
        errors.ShouldBeEmpty(command);
    }

    private static bool LooksLikeAPath(string word) =>
        !word.Contains(' ', StringComparison.Ordinal) && TopLevel.Concat(MadeLater).Any(folder => word == folder || word.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>A path, or a pattern of paths such as <c>docs/decisions/*.md</c>.</summary>
    private static bool Matches(string path)
    {
        if (!path.Contains('*', StringComparison.Ordinal))
            return Path.Exists(Repository.PathOf(path));
        var folder = Repository.PathOf(Path.GetDirectoryName(path)!);
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path)).Any();
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9.]*\\.(cs|razor|sql)$")]
    private static partial Regex SourceFile();

    /// <summary>Those of these tests alone, not PATH and the like.</summary>
    [GeneratedRegex("Variable(\\(| = )\"(?<name>ORLEANS_TRADING_[A-Z_]+|CHROMIUM|LOOKS)\"")]
    private static partial Regex VariableRead();

    [GeneratedRegex("^(ORLEANS_TRADING_[A-Z_]+|CHROMIUM|LOOKS)$")]
    private static partial Regex VariableName();

    [GeneratedRegex("^(--)?[A-Z][A-Za-z]+:[A-Z][A-Za-z:]+([ =].*)?$")]
    private static partial Regex Setting();
}
