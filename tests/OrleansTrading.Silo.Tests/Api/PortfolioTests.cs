using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class PortfolioTests(SiloFixture silo)
{
    [Fact]
    public async Task Exposure_OfThePaperAccount_KeepsPlayMoneyApart()
    {
        var exposure = await Eventually.GetAsync(
            () => silo.GetAsync("/api/v1/exposure"), answer => answer.GetProperty("capital").EnumerateArray().Any(point => point.GetProperty("equity").GetDecimal() > 0),
            TimeSpan.FromSeconds(30));
        exposure.GetProperty("sums").EnumerateArray().ShouldAllBe(sum => sum.GetProperty("isPaper").GetBoolean());
        exposure.GetProperty("real").GetProperty("total").GetProperty("gross").GetDecimal().ShouldBe(0);
        exposure.GetProperty("unread").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Equity_AfterASnapshot_HasAPoint()
    {
        using var run = await silo.Client.PostAsync("/api/v1/jobs/snapshot-capital/runs", null);
        run.EnsureSuccessStatusCode();
        var points = await Eventually.GetAsync(() => silo.GetAsync("/api/v1/accounts/paper/equity"), answer => answer.GetArrayLength() > 0, TimeSpan.FromSeconds(30));
        var point = points.EnumerateArray().Last();
        point.GetProperty("free").GetDecimal().ShouldBe(
            point.GetProperty("equity").GetDecimal() - point.GetProperty("inUse").GetDecimal() - point.GetProperty("reserved").GetDecimal());
    }

    [Theory]
    [InlineData("/api/v1/accounts/nobody/equity", 404)]
    [InlineData("/api/v1/accounts/paper/equity?from=soon", 400)]
    [InlineData("/api/v1/accounts/paper/equity?limit=0", 400)]
    public async Task Equity_OfWhatCannotBe_IsRefused(string path, int status) => await silo.GetProblemAsync(path, status);
}
