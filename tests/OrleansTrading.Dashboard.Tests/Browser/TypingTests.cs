using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Dashboard.Tests.Trading;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>What is typed faster than the server answers stays as it was typed, in every field that the server follows letter by letter.</summary>
public sealed class TypingTests(PagesFixture fixture)
{
    /// <summary>Notes every text that a script writes into the field over another one.</summary>
    private const string Watch = """
        field => {
          const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
          field.taken = [];
          Object.defineProperty(field, "value", {
            get() { return value.get.call(this); },
            set(text) { if (text !== value.get.call(this)) field.taken.push(text); value.set.call(this, text); },
          });
          field.type_ = text => { value.set.call(field, text); field.dispatchEvent(new InputEvent("input", { bubbles: true })); };
        }
        """;

    /// <summary>Types without waiting: no answer can come between two letters.</summary>
    private const string Type = "(field, text) => { for (let length = 1; length <= text.length; length++) field.type_(text.slice(0, length)); }";

    [Theory]
    [InlineData("/scan", "", "#scan-search", "nothing-like-it", ".notice h2")]
    [InlineData("/trading", "", "[data-field=instrument]", "binance:BTCUSDT", "[data-cell=ticket-mark]")]
    [InlineData("/trading?instrument=binance:BTCUSDT", "", "[data-field=quantity]", "0.02", "[data-preview=allowed]")]
    [InlineData("/trading?instrument=binance:BTCUSDT", ".protect summary", "[data-field='guards.stopLoss']", "five", "[data-problem='guards.stopLoss']")]
    [InlineData("/jobs/find-gaps", "[data-edit]", "#schedule-text", "every 10s", "[data-preview='5']")]
    [InlineData("/jobs", "", "#job-search", "nothing-like-it", ".notice h2")]
    public async Task Field_TypedFasterThanTheServerAnswers_KeepsEveryLetter(string address, string opener, string field, string text, string sign)
    {
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy(), addServices: services => services.AddSingleton<IScanReader>(new FakeScan()));
        MadeUpJobs.Fill(host.Jobs);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        if (opener.Length > 0)
            await page.Page.Locator(opener).ClickAsync();
        var input = page.Page.Locator(field);
        await Assertions.Expect(input).ToBeVisibleAsync();
        await input.EvaluateAsync(Watch);
        if (field == "#schedule-text")
            await input.EvaluateAsync("field => field.type_('')");
        await input.EvaluateAsync(Type, text);
        await Assertions.Expect(page.Page.Locator(sign).First).ToBeVisibleAsync();
        await Assertions.Expect(input).ToHaveValueAsync(text);
        (await input.EvaluateAsync<string[]>("field => field.taken")).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }
}
