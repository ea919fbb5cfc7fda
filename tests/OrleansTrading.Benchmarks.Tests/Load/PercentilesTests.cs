using OrleansTrading.Benchmarks.Pages;

namespace OrleansTrading.Benchmarks.Tests.Load;

public sealed class PercentilesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2)]
    [InlineData(0.75, 3)]
    [InlineData(0.76, 4)]
    [InlineData(1, 4)]
    public void Percentile_OfFour_IsOneOfThem(double share, double expected) => Percentiles.Of([4, 2, 1, 3], share).ShouldBe(expected);

    [Fact]
    public void Percentile_OfNone_IsNoNumber() => Percentiles.Of([], 0.5).ShouldBe(double.NaN);
}
