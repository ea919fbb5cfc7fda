using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class AlertsTests(SiloFixture silo)
{
    [Fact]
    public async Task Alerts_OpenAndCleared_AreListedByWhatIsAsked()
    {
        var grain = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IAlertsGrain>(IAlertsGrain.Key);
        await grain.RaiseAsync("test/open", AlertSeverity.Critical, "Title", "Detail");
        await grain.RaiseAsync("test/cleared", AlertSeverity.Warning, "Title", "Detail");
        await grain.ClearAsync("test/cleared");

        var all = (await silo.GetAsync("/api/v1/alerts")).EnumerateArray().ToDictionary(alert => alert.GetProperty("key").GetString()!);
        all["test/open"].EnumerateObject().Select(member => member.Name).ShouldBe(["key", "severity", "title", "detail", "raisedAt", "clearedAt"]);
        all["test/open"].GetProperty("severity").GetString().ShouldBe("critical");
        all["test/open"].GetProperty("clearedAt").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        all["test/cleared"].GetProperty("clearedAt").GetInt64().ShouldBeGreaterThanOrEqualTo(all["test/cleared"].GetProperty("raisedAt").GetInt64());
        var open = (await silo.GetAsync("/api/v1/alerts?open=true")).EnumerateArray().Select(alert => alert.GetProperty("key").GetString()).ToList();
        open.ShouldContain("test/open");
        open.ShouldNotContain("test/cleared");
        (await silo.GetAsync("/api/v1/alerts?limit=1")).GetArrayLength().ShouldBe(1);
        (await grain.ClearAsync("test/open")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("open=yes", "open", "true or false")]
    [InlineData("limit=0", "limit", "from 1 to 1000")]
    [InlineData("limit=x", "limit", "from 1 to 1000")]
    public async Task Alerts_BadParameter_NamesItAndWhatIsAllowed(string query, string field, string expected)
    {
        var problem = await silo.GetProblemAsync($"/api/v1/alerts?{query}", 400);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
    }
}
