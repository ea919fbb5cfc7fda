namespace OrleansTrading.EndToEnd.Tests.Monitoring;

public sealed class PromqlTests
{
    [Theory]
    [InlineData("up", "up", "")]
    [InlineData("sum by (venue, le) (rate(a_total{kind=~\"x|y{\", state!=\"by (z)\"}[5m])) / 1e3 > bool 2", "a_total", "venue,le,kind,state")]
    [InlineData("sum by (a) (x) unless on (a) sum(increase(y[1d])) > 0 and absent(z:rate == 1)", "x,y,z:rate", "a")]
    [InlineData("histogram_quantile(0.99, sum by (le) (rate(b_bucket[$__rate_interval])))", "b_bucket", "le")]
    [InlineData("count(ALERTS{severity=\"critical\"}) or vector(0)", "ALERTS", "severity")]
    public void Query_OfAnyForm_TellsItsMetricsAndLabels(string query, string metrics, string labels)
    {
        Promql.MetricsOf(query).ShouldBe(metrics.Split(','), ignoreOrder: true);
        Promql.LabelsOf(query).ShouldBe(labels.Split(',', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Fact]
    public void Variables_OfADashboard_AreFilledIn() =>
        Promql.Fill("rate(a{venue=~\"$venue\"}[$__rate_interval])").ShouldBe("rate(a{venue=~\".*\"}[30s])");
}
