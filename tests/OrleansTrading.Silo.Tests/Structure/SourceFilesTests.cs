using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

public sealed partial class SourceFilesTests
{
    private const int MostLines = 400;
    private static readonly string[] Extensions = [".cs", ".razor", ".js", ".css", ".sql"];

    [Fact]
    public void SourceFile_Always_IsShortEnoughToRead()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .ToList();
        files.Count.ShouldBeGreaterThan(50, "the search must find the sources");
        files.Select(path => (Path: Path.GetRelativePath(Repository.Root, path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.Path}: {file.Lines} lines")
            .ShouldBeEmpty($"no file is longer than {MostLines} lines");
    }

    [Fact]
    public void Program_OfTheSilo_ReadsAsATableOfContents() =>
        File.ReadLines(Repository.PathOf("src", "OrleansTrading.Silo", "Program.cs"))
            .Count(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal))
            .ShouldBeLessThanOrEqualTo(40);

    /// <summary>Who looks for an event by its number finds that event and no other. The simulator is a program of its own.</summary>
    [Fact]
    public void EventIds_OfTheService_AreUnique()
    {
        var ids = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(Repository.PathOf("src"), path) is var file
                && file.StartsWith("OrleansTrading.", StringComparison.Ordinal) && !file.StartsWith("OrleansTrading.Simulator", StringComparison.Ordinal))
            .SelectMany(path => EventId().Matches(File.ReadAllText(path)).Select(match => (Id: match.Groups[1].Value, File: Path.GetFileName(path))))
            .ToList();
        ids.Count.ShouldBeGreaterThan(50, "the search must find the events");
        ids.GroupBy(id => id.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(id => id.File))}")
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"LoggerMessage\((\d+),")]
    private static partial Regex EventId();
}
