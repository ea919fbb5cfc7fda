using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Numbers;

public sealed class DecimalTextTests
{
    [Fact]
    public void TryParse_AnyDecimalText_IsTheNearestDouble() =>
        Prop.ForAll<long, byte>((digits, places) =>
        {
            var text = new decimal((int)digits, (int)(digits >> 32), 7 & (int)digits, digits < 0, (byte)(places % 20)).ToString(CultureInfo.InvariantCulture);
            DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var value).ShouldBeTrue(text);
            value.ShouldBe(double.Parse(text, CultureInfo.InvariantCulture), text);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("6", 6.0)]
    [InlineData("-5", -5.0)]
    [InlineData("0.00000001", 1e-8)]
    [InlineData("0000000000000000000001.10", 1.1)]
    [InlineData("123456789012345", 123456789012345.0)]
    [InlineData("1234567890123456789", 1234567890123456789.0)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("0.0000000000000000000000000001", 1e-28)]
    [InlineData("1e3", 1000.0)]
    public void TryParse_Number_IsRead(string text, double expected)
    {
        DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0x1")]
    [InlineData("12abc")]
    public void TryParse_NotANumber_IsRefused(string text) =>
        DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
}
