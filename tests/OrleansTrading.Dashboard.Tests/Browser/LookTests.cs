namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>How the pages of the market, the jobs and the cluster look.</summary>
public sealed class LookTests(PagesFixture fixture, LookFixture looks) : IClassFixture<LookFixture>
{
    [Theory]
    [InlineData("overview", "/", "[data-instrument] .price")]
    [InlineData("instruments", "/instruments", "[data-regime]")]
    [InlineData("instrument", "/instruments/binance:BTCUSDT?with=channel.rsi", "[data-mark=signal]")]
    [InlineData("stale", "/instruments/binance:STALEUSDT?interval=1h", "[data-why]")]
    [InlineData("missing", "/instruments/binance:NONEUSDT", "[data-not-found]")]
    [InlineData("jobs", "/jobs", "[data-job]")]
    [InlineData("job", "/jobs/find-gaps", ".runlog")]
    [InlineData("pipeline", "/jobs/update-all", "[data-step]")]
    [InlineData("cluster", "/cluster", "[data-silo]")]
    public Task Page_InEveryThemeLanguageAndWidth_FitsAndHasNoViolations(string name, string address, string sign) =>
        looks.LookAsync(fixture.Chromium, name, address, sign);
}
