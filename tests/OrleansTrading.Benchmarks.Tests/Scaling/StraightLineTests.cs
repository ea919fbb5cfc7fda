using OrleansTrading.Benchmarks.Scaling;

namespace OrleansTrading.Benchmarks.Tests.Scaling;

public sealed class StraightLineTests
{
    private static readonly double[] Sizes = [10, 100, 500, 1_000, 2_000];

    [Fact]
    public void Line_ThroughPointsOnOne_IsThatOne()
    {
        var line = StraightLine.Through(Points(x => 5 + (0.25 * x)));
        line.Offset.ShouldBe(5, 1e-9);
        line.Slope.ShouldBe(0.25, 1e-12);
        line.Fit.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Line_ThroughPointsThatBend_FitsLess() => StraightLine.Through(Points(x => x * x)).Fit.ShouldBeInRange(0.8, 0.98);

    [Fact]
    public void Line_ThroughLevelPoints_IsLevel() => StraightLine.Through(Points(_ => 3)).ShouldBe(new StraightLine(3, 0, 1));

    [Fact]
    public void Line_ThroughOnePoint_IsNone() => double.IsNaN(StraightLine.Through([(1, 1)]).Slope).ShouldBeTrue();

    [Fact]
    public void Knee_OfAStraightLine_IsNone()
    {
        StraightLine.KneeOf(Points(x => 5 + (0.25 * x))).ShouldBeNull();
        StraightLine.KneeOf(Points(_ => 3)).ShouldBeNull();
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(2_000)]
    public void Knee_OfALineThatBendsUp_IsWhereItDoes(double at) =>
        StraightLine.KneeOf(Points(x => x < at ? 5 + (0.25 * x) : 2 * (5 + (0.25 * x)))).ShouldBe(at);

    [Fact]
    public void Knee_OfALineThatBendsDown_IsWhereItDoes() => StraightLine.KneeOf(Points(x => Math.Min(x, 1_000) + 5)).ShouldBe(2_000);

    private static (double X, double Y)[] Points(Func<double, double> of) => [.. Sizes.Select(x => (x, of(x)))];
}
