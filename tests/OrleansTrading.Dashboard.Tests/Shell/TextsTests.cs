using System.Text.RegularExpressions;
using System.Xml.Linq;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Shell;

/// <summary>Every text of every page is there in every language, and no translation is left over.</summary>
public sealed partial class TextsTests
{
    private static readonly string Root = Repository.PathOf("src", "OrleansTrading.Dashboard");

    public static TheoryData<string> Features => [.. Directory.EnumerateFiles(Root, "*.zh.resx", SearchOption.AllDirectories)
        .Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Features))]
    public void Texts_OfAFeature_AreTranslated(string feature)
    {
        var resource = Directory.EnumerateFiles(Root, feature + ".zh.resx", SearchOption.AllDirectories).Single();
        var translated = XDocument.Load(resource).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
        var used = UsedBy(feature);
        used.Where(text => !translated.ContainsKey(text)).ShouldBeEmpty($"{resource} lacks texts");
        translated.Keys.Except(used).ShouldBeEmpty($"{resource} has texts that nothing shows");
        foreach (var (text, translation) in translated)
            Holes(translation).ShouldBe(Holes(text), ignoreOrder: true, $"'{text}' is filled in otherwise than its translation");
    }

    [Fact]
    public void Localizers_AllHaveTranslations()
    {
        var named = Sources().SelectMany(source => LocalizerOf().Matches(source).Select(match => match.Groups["name"].Value)).Distinct();
        named.Except(Features.Select(row => row.Data)).ShouldBeEmpty();
    }

    /// <summary>Texts asked for by name, and those that code lists for pages to show: marked by <c>/* text */</c>.</summary>
    private static HashSet<string> UsedBy(string feature)
    {
        var texts = new HashSet<string>();
        foreach (var source in Sources().Where(source => source.Contains($"IStringLocalizer<{feature}>", StringComparison.Ordinal)))
            texts.UnionWith(TextOf().Matches(source).Select(match => Unescape(match.Groups["text"].Value)));
        var folder = Path.GetDirectoryName(Directory.EnumerateFiles(Root, feature + ".zh.resx", SearchOption.AllDirectories).Single())!;
        foreach (var source in Sources(folder))
            texts.UnionWith(ListedOf().Matches(source).Select(match => Unescape(match.Groups["text"].Value)));
        return feature == "SettingsTexts" ? [.. Described()] : texts;
    }

    /// <summary>What the documentation says of settings and of their sections, as the page of settings has it.</summary>
    private static IEnumerable<string> Described()
    {
        var (section, isBefore) = ("", true);
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "configuration.md")).SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                if (isBefore)
                    yield return section;
                (section, isBefore) = ("", false);
                yield return Plain(CellOf().Match(line).Groups["text"].Value);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                isBefore = true;
            }
            else if (isBefore && line.Length > 0 && line[0] != '|')
            {
                section = $"{section} {Plain(line)}".Trim();
            }
        }
    }

    private static string Plain(string markdown) => markdown.Trim().Replace("\\|", "|", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);

    [Fact]
    public void Candles_AreWrittenOneWayInChinese() =>
        Directory.EnumerateFiles(Root, "*.zh.resx", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("K线", StringComparison.Ordinal)).ShouldBeEmpty("expected K 线");

    private static IEnumerable<string> Sources(string? folder = null) => Directory.EnumerateFiles(folder ?? Root, "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    private static string[] Holes(string text) => [.. HoleOf().Matches(text).Select(match => match.Value)];

    private static string Unescape(string text) => text.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex("\\bT\\[\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex TextOf();

    [GeneratedRegex("/\\* text \\*/ \"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex ListedOf();

    [GeneratedRegex(@"^\| `[^`]+` \| .*? \| .*? \| (?<text>.*) \|$")]
    private static partial Regex CellOf();

    [GeneratedRegex("IStringLocalizer<(?<name>\\w+Texts)>")]
    private static partial Regex LocalizerOf();

    [GeneratedRegex("\\{\\d[^}]*\\}")]
    private static partial Regex HoleOf();
}
