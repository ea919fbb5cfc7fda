using OrleansTrading.Domain.Watchlists;

namespace OrleansTrading.Domain.Tests.Watchlists;

public sealed class ScoreTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly MovementScale Scale = new(0.1, 0.02, 4);

    [Theory]
    [InlineData(0.0, 14, 1000)]
    [InlineData(0.001, 14, 500)]
    [InlineData(0.003, 14, 250)]
    [InlineData(0.0, 3.5, 500)]
    [InlineData(0.0, 0, 0)]
    public void Liquidity_SpreadAndAge_TakeFromTheVolume(double spread, double days, double expected) =>
        Liquidity.Score(1000, spread, TimeSpan.FromDays(days), Week).ShouldBe(expected, 1e-9);

    [Fact]
    public void Liquidity_NothingKnownOfSpreadAndAge_IsTheVolume() => Liquidity.Score(1000, null, null, Week).ShouldBe(1000);

    [Theory]
    [InlineData(100, 90, 1)]
    [InlineData(100, 120, 2)]
    public void Movement_FirstLook_JudgesTheDayAlone(double open, double last, double expected) =>
        Movement.Score(new DayTrading(open, last, 1e6), null, TimeSpan.Zero, Scale).ShouldBe(expected, 1e-9);

    [Fact]
    public void Movement_ShortChange_Counts() =>
        Movement.Score(new DayTrading(100, 97, 1e6), new DayTrading(100, 100, 1e6), FiveMinutes, Scale).ShouldBe(1.5, 1e-9);

    [Fact]
    public void VolumeTimesUsual_DoubledRate_IsTwo()
    {
        // 288 a day is 1 in five minutes; one more than fell out makes 2.
        Movement.VolumeTimesUsual(new DayTrading(1, 1, 289), new DayTrading(1, 1, 288), FiveMinutes)!.Value.ShouldBe(2, 1e-9);
        Movement.VolumeTimesUsual(new DayTrading(1, 1, 288), new DayTrading(1, 1, 288), FiveMinutes)!.Value.ShouldBe(1, 1e-9);
        Movement.VolumeTimesUsual(new DayTrading(1, 1, 5), new DayTrading(1, 1, 0), FiveMinutes).ShouldBeNull();
    }

    [Fact]
    public void Movement_FourTimesTheUsualVolume_IsRemarkable() =>
        Movement.Score(new DayTrading(100, 100, 291), new DayTrading(100, 100, 288), FiveMinutes, Scale).ShouldBe(1, 1e-9);
}
