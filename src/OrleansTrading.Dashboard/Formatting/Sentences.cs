using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace OrleansTrading.Dashboard.Formatting;

/// <summary>
/// Sentences that the service makes of fixed words and of figures, as forms such as <c>"{0} of {1} streams are stalled."</c>: found again by their
/// words, they are told in the reader's language. What has none of the forms, and is no word that the texts have, is shown as it came.
/// </summary>
internal sealed partial class Sentences
{
    private const int Digits = 8;

    private readonly ImmutableArray<(string Form, string[] Words)> _forms;

    /// <param name="forms">Each with words, and its holes in order; of two that fit the first is taken.</param>
    public Sentences(params ReadOnlySpan<string> forms)
    {
        var split = ImmutableArray.CreateBuilder<(string, string[])>(forms.Length);
        foreach (var form in forms)
            split.Add((form, Hole().Split(form)));
        _forms = split.DrainToImmutable();
    }

    /// <summary>What the service calls things and a reader does not, each with the text that is shown in its place.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands between the holes.</summary>
    public IEnumerable<string> Words => _forms.SelectMany(form => form.Words).Where(words => words.Length > 0);

    /// <summary>A sentence in the reader's language, and so what stands in its holes where that is a sentence or a word that is known.</summary>
    public string In(IStringLocalizer texts, string said)
    {
        if (Names.TryGetValue(said, out var name))
            return texts[name];
        foreach (var (form, words) in _forms)
        {
            if (Fill(words, said) is { } figures)
                return figures.Length == 0 ? texts[form] : texts[form, [.. figures.Select(figure => In(texts, figure))]];
        }

        return Short(said) ?? Word(texts, said);
    }

    /// <summary>A figure with more digits than anybody reads, as quotients have them, with eight; null when it is none.</summary>
    private static string? Short(string said)
    {
        if (said.Length < 10 || !said.Contains('.', StringComparison.Ordinal) || !decimal.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) || figure == 0)
            return null;
        var whole = (int)Math.Floor(Math.Log10((double)Math.Abs(figure))) + 1;
        return decimal.Round(figure, Math.Clamp(Digits - whole, 0, 28)).ToString("0.############################", CultureInfo.InvariantCulture);
    }

    /// <remarks>Texts cannot have the same word with a capital and without one.</remarks>
    private static string Word(IStringLocalizer texts, string said)
    {
        var word = texts[said];
        return !word.ResourceNotFound || said.Length == 0 || !char.IsAsciiLetterLower(said[0])
            ? word
            : texts[$"{char.ToUpperInvariant(said[0])}{said[1..]}"] is { ResourceNotFound: false } capital ? capital : said;
    }

    /// <summary>What stands in the holes; null when the words are others.</summary>
    private static string[]? Fill(string[] words, string said)
    {
        if (!said.StartsWith(words[0], StringComparison.Ordinal))
            return null;
        var (filled, at) = (new string[words.Length - 1], words[0].Length);
        for (var i = 1; i < words.Length; i++)
        {
            var isLast = i == words.Length - 1;
            var next = !isLast ? said.IndexOf(words[i], at, StringComparison.Ordinal) : said.EndsWith(words[i], StringComparison.Ordinal) ? said.Length - words[i].Length : -1;
            if (next < at)
                return null;
            (filled[i - 1], at) = (said[at..next], next + words[i].Length);
        }

        return at == said.Length ? filled : null;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
