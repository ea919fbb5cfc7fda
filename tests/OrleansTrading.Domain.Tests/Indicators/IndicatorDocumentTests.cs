using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Indicators;

public sealed partial class IndicatorDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "indicators.md"));

    [Fact]
    public void WarmUps_OfTheDocument_AreTheConstants()
    {
        var stated = SetRow().Matches(Document).ToDictionary(
            row => row.Groups["name"].Value, row => int.Parse(row.Groups["candles"].Value, CultureInfo.InvariantCulture));
        var constants = typeof(IndicatorWarmUp).GetFields().Where(field => field.Name != nameof(IndicatorWarmUp.All))
            .ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);

        constants.Count.ShouldBe(37);
        stated.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(constants.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Definitions_OfTheDocument_AreTheIndicators()
    {
        var types = typeof(IndicatorSet).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsAbstract: false } && type.GetProperty("WarmUp") is { PropertyType: var kind } && kind == typeof(int))
            .ToDictionary(type => type.Name, type => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0].GetParameters().Length);

        DefinitionRow().Matches(Document)
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["parameters"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Length)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(types.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Size_OfTheDocument_IsTheConstant() =>
        Document.ReplaceLineEndings(" ").ShouldContain($"at most {IndicatorSet.Bytes:N0} bytes");

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| [^|]+ \| [^|]+ \| (?<candles>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex SetRow();

    [GeneratedRegex(@"^\| `(?<name>\w+)\((?<parameters>[^)]*)\)` \|", RegexOptions.Multiline)]
    private static partial Regex DefinitionRow();
}
