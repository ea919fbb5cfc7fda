using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

public sealed class SourceFilesTests
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
}
