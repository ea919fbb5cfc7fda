using OrleansTrading.Dashboard.Instruments.Chart;

namespace OrleansTrading.Dashboard.Tests.Instruments.Chart;

public sealed class ChartRangeTests
{
    private const long Minute = 60_000;
    private const long Newest = 1_767_225_600_000;

    [Theory]
    [InlineData(null, null, null, ChartRange.Usual)]
    [InlineData("1767225600000", "300", 1_767_225_600_000, 300)]
    [InlineData("-5", "7", null, ChartRange.Fewest)]
    [InlineData("nonsense", "99999", null, ChartRange.Most)]
    [InlineData("99999999999999999", "", null, ChartRange.Usual)]
    public void Address_IsReadForgivingly(string? to, string? count, long? expectedTo, int expectedCount) =>
        ChartRange.Parse(to, count).ShouldBe(new ChartRange(expectedTo, expectedCount));

    [Fact]
    public void Range_FollowsTheNewest_UntilItIsMoved()
    {
        var range = new ChartRange(null, 100);
        range.Last(Newest, Minute).ShouldBe(Newest);
        var moved = range.Pan(-10, Newest, Minute);
        moved.Last(Newest + (5 * Minute), Minute).ShouldBe(Newest - (10 * Minute));
        moved.Pan(10, Newest, Minute).To.ShouldBeNull();
    }

    [Fact]
    public void LastSlot_IsAlwaysOnTheGrid() => new ChartRange(Newest - 90_000, 100).Last(Newest, Minute).ShouldBe(Newest - (2 * Minute));

    [Fact]
    public void Zoom_AtNow_GoesOnLookingAtNow() => new ChartRange(null, 100).Zoom(2, 0.9, Newest, Minute).ShouldBe(new ChartRange(null, 200));

    [Fact]
    public void Zoom_AroundAMoment_LeavesItInPlace()
    {
        var before = new ChartRange(Newest - (1000 * Minute), 100);
        var after = before.Zoom(2, 0.25, Newest, Minute);
        double At(ChartRange range, double fraction) => range.Last(Newest, Minute) - ((range.Count - 1) * (1 - fraction) * Minute);
        At(after, 0.25).ShouldBe(At(before, 0.25), 2 * Minute);
        after.Count.ShouldBe(200);
    }

    [Fact]
    public void Zoom_NeverLeavesItsBounds_AndAlwaysMoves()
    {
        var range = new ChartRange(null, ChartRange.Fewest);
        range.Zoom(0.5, 1, Newest, Minute).Count.ShouldBe(ChartRange.Fewest);
        range.Zoom(1.01, 1, Newest, Minute).Count.ShouldBe(ChartRange.Fewest + 1);
        new ChartRange(null, 900).Zoom(5, 1, Newest, Minute).Count.ShouldBe(ChartRange.Most);
    }
}
