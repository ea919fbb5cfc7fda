using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Dashboard.Charts;

namespace OrleansTrading.Dashboard.Tests.Charts;

public sealed class NiceTicksTests
{
    [Theory]
    [InlineData(66_712, 67_388, 6, 66_600, 200, 5)]
    [InlineData(0.1231, 0.1289, 6, 0.123, 0.001, 7)]
    [InlineData(0, 0.9, 2, 0, 0.5, 3)]
    public void Enclosing_ARange_GivesRoundNumbers(double low, double high, int target, double first, double step, int count)
    {
        var ticks = NiceTicks.Enclosing(low, high, target);
        (Math.Round(ticks.First, 9), Math.Round(ticks.Step, 9), ticks.Count).ShouldBe((first, step, count));
    }

    [Fact]
    public void Enclosing_AFlatMarket_SpansAroundIt()
    {
        var ticks = NiceTicks.Enclosing(100, 100, 6);
        ticks.First.ShouldBeLessThan(100);
        ticks.Last.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Enclosing_AnInvertedRange_IsRefused() => Should.Throw<ArgumentException>(() => NiceTicks.Enclosing(2, 1, 5));

    [Fact]
    public void Enclosing_AnyRange_CoversItInAFewRoundSteps()
    {
        var ranges = from low in Gen.Choose(0, 1_000_000) from span in Gen.Choose(1, 1_000_000) from power in Gen.Choose(-8, 4) from target in Gen.Choose(2, 12)
                     select (Low: low * Math.Pow(10, power), High: (low + span) * Math.Pow(10, power), Target: target);
        Prop.ForAll(ranges.ToArbitrary(), range =>
        {
            var ticks = NiceTicks.Enclosing(range.Low, range.High, range.Target);
            var slack = ticks.Step * 1e-6;
            return ticks.First <= range.Low + slack && ticks.Last >= range.High - slack && ticks.Count >= 2 && ticks.Count <= range.Target + 2
                && Math.Round(ticks.Step / Math.Pow(10, Math.Floor(Math.Log10(ticks.Step) + 1e-9)), 6) is 1 or 2 or 5;
        }).QuickCheckThrowOnFailure();
    }
}
