using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
        all["test/open"].EnumerateObject().Select(member => member.Name).ShouldBe(["id", "key", "severity", "title", "detail", "raisedAt", "clearedAt", "acknowledgedBy", "acknowledgedAt"]);
        all["test/open"].GetProperty("severity").GetString().ShouldBe("critical");
        all["test/open"].GetProperty("clearedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        all["test/cleared"].GetProperty("clearedAt").GetInt64().ShouldBeGreaterThanOrEqualTo(all["test/cleared"].GetProperty("raisedAt").GetInt64());
        var open = (await silo.GetAsync("/api/v1/alerts?open=true")).EnumerateArray().Select(alert => alert.GetProperty("key").GetString()).ToList();
        open.ShouldContain("test/open");
        open.ShouldNotContain("test/cleared");
        (await silo.GetAsync("/api/v1/alerts?limit=1")).GetArrayLength().ShouldBe(1);
        (await grain.ClearAsync("test/open")).ShouldBeTrue();
    }

    [Fact]
    public async Task Acknowledge_AnOpenAlert_NamesWhoIsOnIt_AndOneThatIsOverIsNotFound()
    {
        var grain = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IAlertsGrain>(IAlertsGrain.Key);
        await grain.RaiseAsync("test/acknowledged/by:somebody", AlertSeverity.Warning, "Title", "Detail");
        var alert = (await grain.ListAsync(openOnly: true, IAlertsGrain.MaxLimit)).Single(alert => alert.Key == "test/acknowledged/by:somebody");
        using var answer = await silo.Client.PostAsync($"/api/v1/alerts/{alert.Id}/acknowledge", null);
        var seen = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (seen.GetProperty("id").GetString(), seen.GetProperty("key").GetString()).ShouldBe((alert.Id, alert.Key));
        seen.GetProperty("acknowledgedBy").GetString().ShouldNotBeNullOrEmpty();
        seen.GetProperty("acknowledgedAt").GetInt64().ShouldBeGreaterThanOrEqualTo(alert.RaisedAt);
        (await grain.ClearAsync(alert.Key)).ShouldBeTrue();
        using var late = await silo.Client.PostAsync($"/api/v1/alerts/{alert.Id}/acknowledge", null);
        late.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await late.Content.ReadAsStringAsync()).ShouldContain(alert.Id);
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
