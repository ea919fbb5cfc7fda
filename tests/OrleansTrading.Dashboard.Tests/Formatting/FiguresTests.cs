using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Tests.Formatting;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(67123.44, "67,123.4")]
    [InlineData(3456.784, "3,456.78")]
    [InlineData(152.3, "152.300")]
    [InlineData(0.5231, "0.523100")]
    [InlineData(0.0000123456, "0.0000123456")]
    [InlineData(1234567, "1,234,567")]
    [InlineData(0, "0.00")]
    public void Price_ByMagnitude_HasSixSignificantDigits(double price, string expected) => Figures.Price(price).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Figures_OfWhatIsNotKnown_AreADash(double? value) =>
        new[] { Figures.Price(value), Figures.Percent(value), Figures.Compact(value), Figures.Rate(value) }.ShouldAllBe(text => text == "–");

    [Theory]
    [InlineData(1.234, "+1.23%")]
    [InlineData(-0.5, "-0.50%")]
    [InlineData(-0.001, "0.00%")]
    public void Percent_CarriesItsSign(double percent, string expected) => Figures.Percent(percent).ShouldBe(expected);

    [Theory]
    [InlineData(0.0001, "+0.0100%")]
    [InlineData(-0.000375, "-0.0375%")]
    public void Rate_IsShownInPercent(double fraction, string expected) => Figures.Rate(fraction).ShouldBe(expected);

    [Theory]
    [InlineData(1_234_000_000, "1.23B")]
    [InlineData(456_700_000, "457M")]
    [InlineData(12_340, "12.3K")]
    [InlineData(999_999, "1.00M")]
    [InlineData(87.49, "87.5")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(0, "0.00")]
    public void Compact_HasAUnitAndThreeDigits(double amount, string expected) => Figures.Compact(amount).ShouldBe(expected);

    [Theory]
    [InlineData(99.99, 100.01, "2.00 bp")]
    [InlineData(95, 105, "1000.0 bp")]
    [InlineData(0, 0, "–")]
    public void Spread_IsInBasisPointsOfTheMiddle(double bid, double ask, string expected) => Figures.Spread(bid, ask).ShouldBe(expected);
}
