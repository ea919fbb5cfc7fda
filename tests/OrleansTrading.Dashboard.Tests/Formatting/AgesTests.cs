using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Tests.Formatting;

public sealed class AgesTests
{
    [Theory]
    [InlineData(0.4, "<1 s")]
    [InlineData(12.9, "12 s")]
    [InlineData(185, "3 m 05 s")]
    [InlineData(7620, "2 h 07 m")]
    [InlineData(356_400, "4 d 03 h")]
    public void Age_HasTheTwoLargestUnits(double seconds, string expected) => Ages.Age(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void Age_OfNothing_IsADash() => Ages.Age(null).ShouldBe("–");

    [Fact]
    public void Until_APastMoment_IsNow() => (Ages.Until(1_000, 2_000), Ages.Until(62_000, 1_000)).ShouldBe(("0 s", "1 m 01 s"));

    [Fact]
    public void Minute_IsUtc() => Ages.Minute(1_767_323_045_000).ShouldBe("2026-01-02 03:04");
}
