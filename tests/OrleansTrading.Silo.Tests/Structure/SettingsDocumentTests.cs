using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>docs/configuration.md says of every setting what the code says.</summary>
public sealed class SettingsDocumentTests
{
    private const string Name = "docs/configuration.md";
    private const string WriteVariable = "ORLEANS_TRADING_WRITE_DOCS";

    [Fact]
    public void Configuration_IsWhatTheOptionsSay()
    {
        var document = new SettingsDocument();
        var expected = document.Write();
        document.Undocumented.ShouldBeEmpty("every option has a summary");
        if (System.Environment.GetEnvironmentVariable(WriteVariable) == "1")
            File.WriteAllText(Repository.PathOf(Name), expected);
        var actual = File.Exists(Repository.PathOf(Name)) ? File.ReadAllText(Repository.PathOf(Name)) : "";
        var (has, wants) = (actual.ReplaceLineEndings("\n").Split('\n'), expected.Split('\n'));
        wants.Except(has).Select(line => "lacks: " + line).Concat(has.Except(wants).Select(line => "is out of date: " + line))
            .ShouldBeEmpty($"{Name} is written from the options. Run this test with {WriteVariable}=1 to write it anew.");
    }
}
