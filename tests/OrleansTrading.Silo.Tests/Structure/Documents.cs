using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Structure;

/// <summary>What a Markdown document names: links, words in backticks, lines of code blocks.</summary>
internal sealed partial class Documents
{
    private Documents(string name, string text)
    {
        Name = name;
        var blocks = CodeBlock().Matches(text);
        CommandLines = [.. blocks.SelectMany(block => block.Groups["body"].Value.Split('\n')).Select(line => line.Trim()).Where(line => CommandWord().IsMatch(line))];
        var prose = CodeBlock().Replace(text, "\n");
        Links = [.. Link().Matches(prose).Select(match => match.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0)];
        Words = [.. Backticks().Matches(prose).Select(match => match.Groups["word"].Value)];
        CommandLines = [.. CommandLines, .. Words.Where(word => CommandWord().IsMatch(word))];
    }

    public string Name { get; }

    public IReadOnlyList<string> Links { get; }

    public IReadOnlyList<string> Words { get; }

    public IReadOnlyList<string> CommandLines { get; }

    public static Documents Read(string name) => new(name, File.ReadAllText(Repository.PathOf(name)));

    [GeneratedRegex("^```[^\n]*\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<word>[^`\n]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex("^(dotnet|bash|docker|kubectl|helm) ")]
    private static partial Regex CommandWord();
}
