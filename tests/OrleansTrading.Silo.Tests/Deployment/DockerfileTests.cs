using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>What the image is made of. No image is built by the tests: its base lies in a registry of images.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Lines = [.. File.ReadAllLines(Repository.PathOf("src", "OrleansTrading.Silo", "Dockerfile")).Where(line => !line.StartsWith('#'))];

    [Fact]
    public void Image_Always_RunsWithoutRights()
    {
        Lines.Last(line => line.StartsWith("USER", StringComparison.Ordinal)).ShouldBe("USER 1654:1654");
        var final = Lines.SkipWhile(line => !line.StartsWith("FROM mcr.microsoft.com/dotnet/aspnet", StringComparison.Ordinal)).ToList();
        final.ShouldNotBeEmpty("the last stage holds the runtime alone");
        final.ShouldNotContain(line => line.StartsWith("RUN", StringComparison.Ordinal), "the last stage has no shell");
    }

    [Fact]
    public void HealthCheck_AndEntryPoint_AreTheProgram()
    {
        Lines.ShouldContain("""ENTRYPOINT ["dotnet", "OrleansTrading.Silo.dll"]""");
        Lines.ShouldContain(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal) && line.EndsWith("""CMD ["dotnet", "OrleansTrading.Silo.dll", "health"]""", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("licenses")]
    [InlineData("version")]
    [InlineData("revision")]
    [InlineData("created")]
    public void Labels_OfTheImage_AreThoseOfOci(string label) =>
        Lines.ShouldContain(line => line.Contains($"org.opencontainers.image.{label}=", StringComparison.Ordinal));

    /// <summary>What is left out of the build's context cannot be compiled: every file that MSBuild reads at the root is let in.</summary>
    [Fact]
    public void Context_Always_HoldsWhatTheBuildReads()
    {
        var let = File.ReadAllLines(Repository.PathOf(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        let.Where(path => !Path.Exists(Repository.PathOf(path))).ShouldBeEmpty("of what is let in, all is there");
        string[] read = ["src", "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "OrleansEngine.props", "BannedSymbols.txt", ".editorconfig", "docs/configuration.md"];
        read.Except(let).ShouldBeEmpty();
        // Whatever a project below src takes from outside of it.
        var outside = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(path), "Include=\"\\.\\./\\.\\./(?<path>[^\"]+)\"").Select(match => match.Groups["path"].Value))
            .Where(path => !path.StartsWith("src/", StringComparison.Ordinal));
        outside.Except(let).ShouldBeEmpty();
    }
}
