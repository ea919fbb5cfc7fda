using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Candles;

public sealed class KlineIntervalTests
{
    [Fact]
    public void Intervals_All_AscendAndRoundTripThroughTheirCodes()
    {
        KlineIntervals.Expected.ShouldBe("1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d");
        KlineIntervals.All.Select(interval => interval.ToMilliseconds()).ShouldBeInOrder();
        KlineIntervals.All.ShouldBe(Enum.GetValues<KlineInterval>());
        foreach (var interval in KlineIntervals.All)
        {
            KlineIntervals.Parse(interval.ToCode()).ShouldBe(interval);
            (KlineInterval.OneDay.ToMilliseconds() % interval.ToMilliseconds()).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1M")]
    [InlineData("1m ")]
    [InlineData("7m")]
    public void Parse_UnknownCode_NamesTheKnownOnes(string code)
    {
        KlineIntervals.TryParse(code, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => KlineIntervals.Parse(code)).Message.ShouldContain("1m, 3m, 5m");
    }

    [Theory]
    [InlineData("1h, 1m,1h", "1m,1h")]
    [InlineData("", "")]
    public void ParseList_OfIntervals_IsOrderedAndWithoutRepeats(string codes, string expected) =>
        string.Join(',', KlineIntervals.ParseList(codes).Select(interval => interval.ToCode())).ShouldBe(expected);

    [Fact]
    public void ParseList_WithAnUnknownCode_NamesTheKnownOnes() =>
        Should.Throw<FormatException>(() => KlineIntervals.ParseList("1m,7m")).Message.ShouldContain("'1m,7m' is not a list of intervals; expected some of 1m, 3m");

    [Fact]
    public void ToMilliseconds_NoInterval_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => default(KlineInterval).ToMilliseconds());

    [Fact]
    public void OpenTimeOf_AnyTime_IsTheLastGridTimeNotAfterIt() =>
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).Select(n => n * 1_000L).ToArbitrary(), Gen.Elements(KlineIntervals.All.AsEnumerable()).ToArbitrary(), (time, interval) =>
        {
            var openTime = interval.OpenTimeOf(time);
            return interval.IsOpenTime(openTime) && openTime <= time && time < openTime + interval.ToMilliseconds();
        }).Check(Config.QuickThrowOnFailure);
}
