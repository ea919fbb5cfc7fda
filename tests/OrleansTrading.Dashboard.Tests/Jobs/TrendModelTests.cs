using OrleansTrading.Dashboard.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Tests.Jobs;

public sealed class TrendModelTests
{
    [Fact]
    public void Trend_OfRuns_HasABarForEachThatEnded_NewestAtTheRight()
    {
        var trend = TrendModel.Of([Run("d", null, null), Run("c", 0, 4_000), Run("skipped", null, 9), Run("b", 0, 1_000), Run("a", 0, 2_000)]);
        trend.Bars.Select(bar => bar.Run.Id).ShouldBe(["a", "b", "c"]);
        trend.Longest.ShouldBe(TimeSpan.FromSeconds(4));
        trend.Median.ShouldBe(TimeSpan.FromSeconds(2));
        trend.Bars[2].Height.ShouldBe(TrendModel.Height);
        trend.Bars[0].Height.ShouldBe(TrendModel.Height / 2);
        (trend.Bars[2].X + trend.Bars[2].Width).ShouldBeLessThanOrEqualTo(TrendModel.Width);
    }

    [Fact]
    public void Trend_OfManyRuns_KeepsTheNewest_AndOfNoneIsEmpty()
    {
        var trend = TrendModel.Of(Enumerable.Range(0, 100).Select(i => Run($"{i}", 0, i == 0 ? 0 : 5)));
        trend.Bars.Length.ShouldBe(TrendModel.MostBars);
        trend.Bars[^1].Run.Id.ShouldBe("0");
        trend.Bars.ShouldAllBe(bar => bar.Height >= 3 && bar.X >= 0 && bar.Y >= 0);
        TrendModel.Of([]).Median.ShouldBeNull();
    }

    private static JobRun Run(string id, long? started, long? finished) => new(
        id, "job", JobTriggerKind.Schedule, null, null, "{}", 0, started, finished, JobRunState.Succeeded, 1, JobProgress.None, JobCounts.None, null, null, []);
}
