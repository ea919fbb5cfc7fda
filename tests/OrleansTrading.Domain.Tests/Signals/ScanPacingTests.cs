using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class ScanPacingTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(null, 300)]
    [InlineData(double.NaN, 300)]
    [InlineData(0.0, 300)]
    [InlineData(0.0025, 300)]
    [InlineData(0.02, 15)]
    [InlineData(5.0, 15)]
    public void Wait_AtAndBeyondTheBounds_IsTheBound(double? volatility, double seconds) =>
        Wait(volatility).TotalSeconds.ShouldBe(seconds, 1e-6);

    [Fact]
    public void Wait_InTheGeometricMiddle_IsTheGeometricMiddle() =>
        Wait(Math.Sqrt(0.0025 * 0.02)).TotalSeconds.ShouldBe(Math.Sqrt(15 * 300), 1e-6);

    [Fact]
    public void Wait_OfAMarketThatMovesMore_IsShorter()
    {
        var waits = Enumerable.Range(1, 200).Select(i => Wait(i * 0.0001)).ToList();
        waits.Zip(waits.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First);
        waits.ShouldAllBe(wait => wait >= Shortest && wait <= Longest);
    }

    private static TimeSpan Wait(double? volatility) => ScanPacing.Wait(volatility, 0.0025, 0.02, Shortest, Longest);
}
