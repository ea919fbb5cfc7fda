using System.Reflection;
using Microsoft.Extensions.Localization;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Formatting;

public sealed class SentencesTests
{
    private static readonly Sentences Some = new("Candles are stale", "{0} of {1} are late.", "No {0} in {1}: {2}");

    [Theory]
    [InlineData("Candles are stale", "[Candles are stale]")]
    [InlineData("3 of 20 are late.", "[{0} of {1} are late.|3|20]")]
    [InlineData("No BTC in USDT, USD: none: at all", "[No {0} in {1}: {2}|BTC|USDT, USD|none: at all]")]
    [InlineData("No BTC in USDT: Candles are stale", "[No {0} in {1}: {2}|BTC|USDT|[Candles are stale]]")]
    [InlineData("Candles are stale now", "Candles are stale now")]
    [InlineData("3 of 20 are late", "3 of 20 are late")]
    [InlineData("", "")]
    public void In_OfASentence_FindsItsFormAndFigures(string said, string expected) => Some.In(new Told(), said).ShouldBe(expected);

    [Theory]
    [InlineData("0.000123279837597051018545464 of 20 are late.", "[{0} of {1} are late.|0.00012327984|20]")]
    [InlineData("405499.5595 of 1795337259755 are late.", "[{0} of {1} are late.|405499.56|1795337259755]")]
    [InlineData("-232.32411404 of 0.00019 are late.", "[{0} of {1} are late.|-232.32411|0.00019]")]
    [InlineData("10.255.255.1 of 0.0000000000 are late.", "[{0} of {1} are late.|10.255.255.1|0.0000000000]")]
    public void In_OfFigures_KeepsTheDigitsThatSomebodyReads(string said, string expected) => Some.In(new Told(), said).ShouldBe(expected);

    [Theory]
    [InlineData("OrderNotional of 2 are late.", "[{0} of {1} are late.|Value of an order|2]")]
    [InlineData("OrderNotional", "Value of an order")]
    public void In_OfAName_SaysWhatReadersCallIt(string said, string expected) =>
        new Sentences("{0} of {1} are late.") { Names = new Dictionary<string, string> { ["OrderNotional"] = "Value of an order" } }.In(new Told(), said).ShouldBe(expected);

    [Theory]
    [InlineData("a{0}a", "a")]
    [InlineData("ab{0}bc", "abc")]
    public void In_WhereWordsWouldOverlap_IsAsItCame(string form, string said) => new Sentences(form).In(new Told(), said).ShouldBe(said);

    /// <remarks>Counts make their own plurals. Whoever rewords a sentence where it is made is told that its form is another now.</remarks>
    [Fact]
    public void Forms_OfEveryPage_HaveTheWordsOfTheService()
    {
        var sources = string.Concat(new[] { "OrleansTrading.Domain", "OrleansTrading.Exchanges", "OrleansTrading.Grains", "OrleansTrading.Silo" }
            .SelectMany(project => Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories)).Append(Repository.PathOf("docs", "configuration.md")).Select(File.ReadAllText));
        var forms = typeof(Sentences).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Sentences)).Select(field => (Sentences)field.GetValue(null)!).ToList();
        forms.ShouldNotBeEmpty();
        forms.SelectMany(sentences => sentences.Words).SelectMany(words => words.Split('.', ',', ':', ';', '"', '\'')).Select(words => words.Trim()).Distinct()
            .Where(words => !sources.Contains(words, StringComparison.Ordinal) && !sources.Contains(words.TrimEnd('s'), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private sealed class Told : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, name == "Candles are stale" ? $"[{name}]" : name);

        public LocalizedString this[string name, params object[] arguments] => new(name, $"[{name}|{string.Join('|', arguments)}]");

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
