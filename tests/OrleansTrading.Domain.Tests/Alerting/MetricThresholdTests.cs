using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Domain.Tests.Alerting;

public sealed class MetricThresholdTests
{
    [Fact]
    public void Value_BeyondABound_CountsOnceItHasLastedAndEndsAtOnce()
    {
        var threshold = new MetricThreshold(above: 10, below: 2, perMinute: false, TimeSpan.FromSeconds(30));
        bool Look(double? value, long seconds) => threshold.Look(value, seconds * 1000);
        Look(11, 0).ShouldBeFalse();
        Look(11, 29).ShouldBeFalse();
        Look(1, 30).ShouldBeTrue("below is out of bounds as well");
        Look(10, 31).ShouldBeFalse("a bound is within the bounds");
        Look(11, 32).ShouldBeFalse("it has to last anew");
        Look(null, 70).ShouldBeFalse();
        Look(11, 71).ShouldBeFalse();
        Look(11, 101).ShouldBeTrue();
    }

    [Fact]
    public void Growth_OfACounter_IsPerMinuteAndSurvivesItsBeginningAnew()
    {
        var threshold = new MetricThreshold(above: 5, below: null, perMinute: true, TimeSpan.Zero);
        threshold.Look(1000, 0).ShouldBeFalse("one reading has no growth");
        threshold.Look(1001, 12_000).ShouldBeFalse();
        threshold.Compared.ShouldBe(5);
        threshold.Look(1003, 24_000).ShouldBeTrue();
        threshold.Compared.ShouldBe(10);
        threshold.Look(1, 36_000).ShouldBeFalse();
        threshold.Compared.ShouldBe(5);
    }
}
