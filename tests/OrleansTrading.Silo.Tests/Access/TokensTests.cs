using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Tests.Access;

public sealed class TokensTests(AccessFixture access)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_WithAScope_MayDoThatAlone()
    {
        using var client = With(await access.MakeTokenAsync("reader", "Read"));
        (await client.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await client.PostAsync("/api/v1/jobs/prune/runs", null, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("scope").GetString().ShouldBe("Operate");
        var entry = (await access.Services.GetRequiredService<IAuditLog>().ListAsync(new AuditQuery(Who: "token reader"), Token))[0];
        (entry.Action, entry.Target, entry.Outcome).ShouldBe(("job.run", "prune", AuditOutcome.Refused));
    }

    [Fact]
    public async Task Token_OnceWithdrawn_IsNoGood()
    {
        var key = await access.MakeTokenAsync("short-lived", "Read", "Operate");
        using var client = With(key);
        using var anna = await access.SignedInAsync("anna");
        (await client.GetAsync("/api/v1/jobs", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = (await anna.GetFromJsonAsync<JsonElement>("/api/v1/tokens", Token)).EnumerateArray().Single(token => token.GetProperty("name").GetString() == "short-lived");
        token.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "name", "scopes", "madeBy", "madeAt", "expiresAt", "usedAt"]);
        (await anna.DeleteAsync($"/api/v1/tokens/{token.GetProperty("id").GetString()}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await client.GetAsync("/api/v1/jobs", Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task Key_IsNowhereButInTheAnswer()
    {
        var key = await access.MakeTokenAsync("nowhere", "Read");
        using var client = With(key);
        (await client.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var anna = await access.SignedInAsync("anna");
        string[] pages = ["/api/v1/tokens", "/settings", "/audit", "/metrics"];
        foreach (var page in pages)
            (await anna.GetStringAsync(page, Token)).ShouldNotContain(key);
        var secret = key.Split('_')[2];
        var files = Directory.EnumerateFiles(access.Data, "*", SearchOption.AllDirectories)
            // A temporary one becomes another while this looks.
            .Where(file => Path.GetExtension(file) is not (".lock" or ".tmp")).ToList();
        files.Count.ShouldBeGreaterThan(3);
        foreach (var file in files)
        {
            using var open = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var text = await open.ReadToEndAsync(Token);
            text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(file);
            text.Contains(AccessFixture.Password, StringComparison.Ordinal).ShouldBeFalse(file);
        }
    }

    [Theory]
    [InlineData("""{"scopes":["Read"]}""", "name")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["Root"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["Read"],"days":0}""", "days")]
    [InlineData("""{"name":"x","scopes":["Read"],"forever":true}""", "forever")]
    public async Task Token_ThatCannotBe_IsRefusedByItsField(string body, string field)
    {
        using var anna = await access.SignedInAsync("anna");
        using var answer = await anna.PostAsync("/api/v1/tokens", new StringContent(body, null, "application/json"), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Token_OfATokenThatMayLess_IsRefused()
    {
        using var client = With(await access.MakeTokenAsync("maker", "Admin"));
        using var answer = await client.PostAsJsonAsync("/api/v1/tokens", new { name = "greater", scopes = new[] { "Trade" }, days = 1 }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("no more than its maker");
    }

    [Theory]
    [InlineData("ot_")]
    [InlineData("ot_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("something else")]
    public async Task Key_ThatIsNone_IsRefusedAlsoBesideACookie(string key)
    {
        using var anna = await access.SignedInAsync("anna");
        anna.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        (await anna.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Use_OfAToken_IsNoted()
    {
        using var client = With(await access.MakeTokenAsync("noted", "Read"));
        (await client.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var directory = access.Services.GetRequiredService<AccessDirectory>();
        await directory.TellUseAsync();
        using var anna = await access.SignedInAsync("anna");
        await TestKit.Eventually.GetAsync(
            async () => (await directory.ListTokensAsync(Token)).Single(token => token.Name == "noted").UsedAt, used => used is not null, TimeSpan.FromSeconds(10), () => "never used");
    }

    private HttpClient With(string key)
    {
        var client = access.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
