using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Tests.Access;

public sealed class SignInTests(AccessFixture access)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cookie_OfASession_IsForThisSiteAndNoScript()
    {
        using var client = access.NewClient();
        using var answer = await AccessFixture.SignInAsync(client, "VERA", AccessFixture.Password, "//evil.example/");
        answer.Headers.Location!.ToString().ShouldBe("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("orleans-trading-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        // Of the bytes: their text has every short name in it by chance, sooner or later.
        Encoding.Latin1.GetString(Base64Url.DecodeFromChars(cookie.Split('=', ';')[1])).ShouldNotContain("vera");
        (await EntriesAsync("session.begin", "vera"))[0].Outcome.ShouldBe(AuditOutcome.Done);
    }

    [Fact]
    public async Task Cookie_ByTls_IsSecure()
    {
        using var client = access.NewClient("127.0.0.2");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Host = "trading.example";
        var form = await client.GetAsync("/sign-in", Token);
        form.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        form.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vera", "wrong-password-1")]
    [InlineData("does-not-exist", AccessFixture.Password)]
    public async Task SignIn_WithWrongNameOrPassword_IsAnsweredAlike(string name, string password)
    {
        using var client = access.NewClient();
        using var answer = await AccessFixture.SignInAsync(client, name, password, "/jobs");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/sign-in?problem=wrong&return=%2Fjobs");
        answer.Headers.TryGetValues("Set-Cookie", out _).ShouldBeFalse();
        (await client.GetStringAsync(answer.Headers.Location, Token)).ShouldContain("The name or the password is wrong.");
        (await EntriesAsync("session.begin", name)).ShouldContain(entry => entry.Outcome == AuditOutcome.Refused);
    }

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        using var client = access.NewClient();
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent([new("name", "vera"), new("password", AccessFixture.Password)]), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SignIn_FailedTooOften_WaitsWhateverThePassword()
    {
        using var client = access.NewClient("127.0.0.9");
        for (var i = 0; i < 5; i++)
            (await AccessFixture.SignInAsync(client, "lock", $"wrong-password-{i}")).Dispose();
        using var answer = await AccessFixture.SignInAsync(client, "lock", AccessFixture.Password);
        answer.Headers.Location!.ToString().ShouldStartWith("/sign-in?problem=wait");
        (await EntriesAsync("session.begin", "lock"))[0].Detail.ShouldBe("Wrong name or password; further attempts have to wait.");
    }

    [Fact]
    public async Task SignOut_EndsTheSession_AlsoForACopyOfItsCookie()
    {
        using var client = access.NewClient();
        using var signedIn = await AccessFixture.SignInAsync(client, "vera", AccessFixture.Password);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("orleans-trading-session=", StringComparison.Ordinal)).Split(';')[0];
        using var copy = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = client.BaseAddress };
        copy.DefaultRequestHeaders.Add("Cookie", cookie);
        (await copy.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync("/sign-out", null, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it takes the form's token");

        using var answer = await client.PostAsync("/sign-out", new FormUrlEncodedContent([await AccessFixture.FormAsync(client, "/")]), Token);
        answer.Headers.Location!.ToString().ShouldBe("/sign-in");
        (await client.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await copy.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Change_ByAPerson_IsInTheAuditLog()
    {
        using var olga = await access.SignedInAsync("olga");
        using var answer = await olga.PostAsJsonAsync("/api/v1/alerts/silences", new { matchers = new[] { "kind=planted" }, minutes = 1 }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var done = (await EntriesAsync("alert.silence", "olga"))[0];
        (done.Way, done.From, done.Outcome).ShouldBe(("api", "127.0.0.1", AuditOutcome.Done));
        done.After!.ShouldContain("kind=planted");
        using var end = await olga.DeleteAsync(answer.Headers.Location, Token);
        var ended = (await EntriesAsync("alert.unsilence", "olga"))[0];
        (ended.After, ended.Target).ShouldBe(("ended", answer.Headers.Location!.ToString().Split('/')[^1]));
        ended.Before!.ShouldContain("kind=planted");
        using var refused = await olga.PatchAsync("/api/v1/accounts/paper/limits", JsonContent.Create(new { maxLeverage = 5 }), Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await EntriesAsync("account.limits", "olga"))[0].ShouldSatisfyAllConditions(
            entry => entry.Outcome.ShouldBe(AuditOutcome.Refused), entry => entry.Target.ShouldBe("paper"), entry => entry.Detail!.ShouldContain("scope Admin"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Change_FromAnotherSite_IsRefused(string header, string value)
    {
        using var olga = await access.SignedInAsync("olga");
        olga.DefaultRequestHeaders.Add(header, value);
        using var answer = await olga.PostAsync("/api/v1/jobs/prune/runs", null, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("another site");
        (await olga.PostAsync("/_blazor/negotiate", null, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await olga.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Person_OfTheProxy_IsWhoItSays()
    {
        using var proxy = access.NewClient("127.0.0.2");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-User", "pia");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Groups", "others, traders");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await proxy.PostAsync("/api/v1/accounts/paper/resume", null, Token);
        answer.StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);
        (await EntriesAsync("account.resume", "pia"))[0].From.ShouldBe("203.0.113.7");
        (await proxy.GetAsync("/api/v1/tokens", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var liar = access.NewClient("127.0.0.4");
        liar.DefaultRequestHeaders.Add("X-Forwarded-User", "pia");
        liar.DefaultRequestHeaders.Add("X-Forwarded-Groups", "admins");
        (await liar.GetAsync("/api/v1/tokens", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Answers_TellBrowsersWhatIsAllowed()
    {
        using var client = access.NewClient();
        foreach (var path in new[] { "/sign-in", "/api/v1/cluster", "/_content/OrleansTrading.Dashboard/dashboard.js" })
        {
            using var answer = await client.GetAsync(path, Token);
            var policy = answer.Headers.GetValues("Content-Security-Policy").First();
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync(string action, string who) =>
        await access.Services.GetRequiredService<IAuditLog>().ListAsync(new AuditQuery(Action: action, Who: who), Token);
}
