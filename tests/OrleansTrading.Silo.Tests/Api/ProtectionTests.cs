using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

/// <summary>How an account protects positions that have no stop.</summary>
public sealed class ProtectionTests(SiloFixture silo)
{
    private const string Account = "/api/v1/accounts/paper";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Protection_Set_IsKeptShownAndAudited()
    {
        await Eventually.GetAsync(() => silo.GetAsync(Account), account => account.GetProperty("isReady").GetBoolean(), Limit);
        (await silo.GetAsync(Account)).GetProperty("protectionPercent").GetDecimal().ShouldBe(10m);
        var (status, set) = await PutAsync($"{Account}/protection", new { percent = 7.5 });
        (status, set.GetProperty("protectionPercent").GetDecimal()).ShouldBe((HttpStatusCode.OK, 7.5m), $"{set}");
        var stored = (await silo.GetAsync($"{Account}/events?limit=1000")).EnumerateArray().First(stored => stored.GetProperty("event").GetString() == "protection");
        (stored.GetProperty("protectionPercent").GetDecimal(), stored.GetProperty("by").GetString()!.StartsWith("api", StringComparison.Ordinal)).ShouldBe((7.5m, true));
        var audited = (await silo.GetAsync("/api/v1/audit?action=account.protection")).GetProperty("entries")[0];
        (audited.GetProperty("outcome").GetString(), audited.GetProperty("before").GetString(), audited.GetProperty("after").GetString()).ShouldBe(("done", "10 percent", "7.5 percent"));
        (await PutAsync($"{Account}/protection", new { percent = 10 })).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync("/api/v1/accounts/none/protection", new { percent = 10 })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(string path, object body)
    {
        using var answer = await silo.Client.PutAsJsonAsync(path, body, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
