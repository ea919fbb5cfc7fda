using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Tests.Access;

/// <summary>What somebody would try who wants more than they may.</summary>
public sealed class AttackTests(AccessFixture access, SiloFixture open)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.0", "X-Nothing: 1", "403")]
    [InlineData("HTTP/1.1", "X-Forwarded-Port: 443", "403")]
    [InlineData("HTTP/1.1", "CF-Connecting-IP: 203.0.113.7", "403")]
    [InlineData("HTTP/1.1", "X-Nothing: 1", "200")]
    public async Task OpenService_BehindAProxy_IsNobodysToUse(string protocol, string header, string expected)
    {
        var address = new Uri(open.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features
            .Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.Single());
        (await StatusAsync(address, "127.0.0.1", $"GET /api/v1/tokens {protocol}", header)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("X-Forwarded-User: eve", "X-Forwarded-Groups: admins", "200")]
    [InlineData("X-Forwarded-User: eve", "X-Forwarded-Groups: admins\r\nX-Forwarded-Groups: staff", "401")]
    [InlineData("X-Forwarded-User: eve\r\nX-Forwarded-User: pia", "X-Forwarded-Groups: admins", "401")]
    [InlineData("X-Forwarded-User: token reader", "X-Forwarded-Groups: admins", "401")]
    [InlineData("X-Forwarded-User: Local", "X-Forwarded-Groups: admins", "401")]
    [InlineData("X_Forwarded_User: eve", "X-Forwarded-Groups: admins", "401")]
    public async Task ProxyHeaders_ThatSomebodySlippedIn_AreRefused(string user, string groups, string expected) =>
        (await StatusAsync(new Uri(access.Address), AccessFixture.Proxy, "GET /api/v1/tokens HTTP/1.1", $"{user}\r\n{groups}\r\n{AccessFixture.ProxySecret}")).ShouldBe(expected);

    [Theory]
    [InlineData("X-Nothing: 1")]
    [InlineData("X-Proxy-Secret: planted-proxy-secreT")]
    [InlineData("X-Proxy-Secret: planted-proxy-secret\r\nX-Proxy-Secret: planted-proxy-secret")]
    public async Task ProxyHeaders_ThatAnotherProxyLetPass_NameNobody(string header) => (await StatusAsync(
        new Uri(access.Address), AccessFixture.Proxy, "GET /api/v1/tokens HTTP/1.1", $"X-Forwarded-User: eve\r\nX-Forwarded-Groups: admins\r\n{header}")).ShouldBe("401");

    [Fact]
    public async Task Token_OfATokensMaking_ExpiresNoLaterThanThat()
    {
        using var client = With(await access.MakeTokenAsync("parent", "Admin", "Read"));
        using var refused = await client.PostAsJsonAsync("/api/v1/tokens", new { name = "child-for-ever", scopes = new[] { "Admin" }, days = 1000 }, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("field").GetString().ShouldBe("days");
        using var made = await client.PostAsJsonAsync("/api/v1/tokens", new { name = "child", scopes = new[] { "Read" }, days = 1 }, Token);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Token_OpensNoPagesConnection()
    {
        using var client = With(await access.MakeTokenAsync("circuit", "Read", "Trade"));
        (await client.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var anna = await access.SignedInAsync("anna");
        (await anna.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Name_ThatOthersLockOut_StillSignsInWithItsOwnBrowser()
    {
        using var own = access.NewClient("127.0.0.5");
        using var known = await AccessFixture.SignInAsync(own, "dora", AccessFixture.Password);
        var cookie = known.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(KnownDevices.Cookie, StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("path=/sign-in");
        using var attacker = access.NewClient("127.0.0.6");
        for (var i = 0; i < 5; i++)
            (await AccessFixture.SignInAsync(attacker, "dora", $"wrong-password-{i}")).Dispose();
        using var others = access.NewClient("127.0.0.7");
        using var anothersBrowser = await AccessFixture.SignInAsync(others, "olga", AccessFixture.Password);
        using var waits = await AccessFixture.SignInAsync(others, "dora", AccessFixture.Password);
        waits.Headers.Location!.ToString().ShouldStartWith("/sign-in?problem=wait");
        using var signedIn = await AccessFixture.SignInAsync(own, "DORA", AccessFixture.Password);
        signedIn.Headers.Location!.ToString().ShouldBe("/");
        for (var i = 0; i < 5; i++)
            (await AccessFixture.SignInAsync(own, "dora", $"wrong-password-{i}")).Dispose();
        using var waitsToo = await AccessFixture.SignInAsync(own, "dora", AccessFixture.Password);
        waitsToo.Headers.Location!.ToString().ShouldStartWith("/sign-in?problem=wait", customMessage: "a stolen cookie opens no way to try for ever");
    }

    [Fact]
    public async Task SignOut_FromAnotherAddressThanThePages_EndsTheSession()
    {
        using var client = access.NewClient("127.0.0.2");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var signedIn = await AccessFixture.SignInAsync(client, "olga", AccessFixture.Password);
        var form = await AccessFixture.FormAsync(client, "/");
        client.DefaultRequestHeaders.Remove("X-Forwarded-For");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.8");
        using var answer = await client.PostAsync("/sign-out", new FormUrlEncodedContent([form]), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetAsync("/api/v1/cluster", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Failure_OfTheService_HasTheHeadersToo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        app.UseSecurityHeaders();
        app.MapGet("/", string () => throw new InvalidOperationException("planted"));
        await app.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await client.GetAsync("/", Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe([SecurityHeaders.Policy]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    public void Forms_ThatAnybodyMaySend_AreSmall(string path) => access.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Single(endpoint => endpoint.RoutePattern.RawText == path && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["POST"])
        .Metadata.GetMetadata<IRequestSizeLimitMetadata>()!.MaxRequestBodySize.ShouldBe(16 * 1024);

    [Theory]
    [InlineData("anna\r\nvera", "anna  vera")]
    [InlineData("anna\u202eevil", "anna evil")]
    [InlineData("anna\u200b", "anna ")]
    [InlineData("anna\u2028Done", "anna Done")]
    [InlineData("安娜 é", "安娜 é")]
    public void Name_ThatMisleads_IsMadePlain(string typed, string expected) => AuditText.Word(typed).ShouldBe(expected);

    private HttpClient With(string key)
    {
        var client = access.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Sends a request byte by byte as it is written here, and reads the status of its answer.</summary>
    private static async Task<string> StatusAsync(Uri address, string from, string line, string headers)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        using var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        await client.ConnectAsync(IPAddress.Loopback, address.Port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\nHost: {address.Authority}\r\nConnection: close\r\n{headers}\r\n\r\n"), limit.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return (await reader.ReadLineAsync(limit.Token))!.Split(' ')[1];
    }
}
