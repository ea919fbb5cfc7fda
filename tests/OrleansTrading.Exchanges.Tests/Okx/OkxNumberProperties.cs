using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Exchanges.Okx.Mapping;

namespace OrleansTrading.Exchanges.Tests.Okx;

public sealed class OkxNumberProperties
{
    private static readonly Gen<decimal> Numbers =
        from digits in Gen.Choose(0, int.MaxValue)
        from more in Gen.Choose(0, 1_000_000)
        from decimals in Gen.Choose(0, 12)
        select new decimal(((long)digits * 1_000_003) + more) / (decimal)Math.Pow(10, decimals);

    [Fact]
    public void Text_ReadAndWritten_IsTheSame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Numbers.ToArbitrary(), number =>
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            OkxNumber.TryParse(Encoding.UTF8.GetBytes(text), out var parsed).ShouldBeTrue();
            var written = new byte[OkxNumber.MostLength + 1];
            Encoding.UTF8.GetString(written, 0, parsed.Write(written)).ShouldBe(text);
            parsed.ToDouble().ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));
        }));

    [Fact]
    public void Contracts_TimesTheirSize_AreTheNearestDouble() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), pair =>
        {
            var (contracts, size) = (new OkxNumber(pair.Item1, 1), new OkxNumber(pair.Item2 % 1_000, 4));
            var exact = pair.Item1 / 10m * (pair.Item2 % 1_000 / 10_000m);
            contracts.Times(size).ShouldBe(double.Parse(exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1e5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999")]
    public void Text_ThatIsNoPlainNumber_IsRefused(string text) => OkxNumber.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
}
