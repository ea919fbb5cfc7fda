using OrleansTrading.Dashboard.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>How the pages of signals, accounts and access look.</summary>
public sealed class TradingLookTests(PagesFixture fixture, LookFixture looks) : IClassFixture<LookFixture>
{
    [Theory]
    [InlineData("scan", "/scan", "tr[data-reading]")]
    [InlineData("signals", "/scan?view=signals", "tr[data-rate]")]
    [InlineData("trading", "/trading?instrument=binance:BTCUSDT", "[data-cell=ticket-mark]")]
    [InlineData("risk", "/risk", "tr[data-asset]")]
    [InlineData("arbitrage", "/arbitrage", ".spread-curve")]
    [InlineData("alerts", "/alerts", "[data-alert]")]
    [InlineData("audit", "/audit", "[data-audit]")]
    [InlineData("settings", "/settings", "[data-section]")]
    [InlineData("sign-in", "/sign-in?problem=wrong", "form")]
    public Task Page_InEveryThemeLanguageAndWidth_FitsAndHasNoViolations(string name, string address, string sign) =>
        looks.LookAsync(fixture.Chromium, name, address, sign);
}
