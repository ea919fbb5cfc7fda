using System.Net;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>deploy/haproxy/haproxy.cfg, run before two silos that are played by the test; only addresses are put in the place of Docker's names.</summary>
public sealed class LoadBalancerTests
{
    private const string Cookie = "orleans-trading-silo";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Requests_OfOneBrowser_StayWithTheirSiloUntilItIsNotReady()
    {
        await using var first = await PlayedSilo.StartAsync("first");
        await using var second = await PlayedSilo.StartAsync("second");
        await using var proxy = await StartAsync(first, second);
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var browser = new HttpClient(handler) { BaseAddress = proxy.Address };
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        await Eventually.GetAsync(() => browser.GetAsync("/"), answer => answer.IsSuccessStatusCode, Patience);
        var silo = await browser.GetStringAsync("/");
        for (var i = 0; i < 10; i++)
            (await browser.GetStringAsync("/")).ShouldBe(silo, "a page's connection holds its state at one silo");
        cookies.GetAllCookies().ShouldHaveSingleItem().Name.ShouldBe(Cookie);

        // It is going away: requests move on, and none of them fails.
        var (leaving, staying) = silo == "first" ? (first, second) : (second, first);
        leaving.IsReady = false;
        var begun = TimeProvider.System.GetTimestamp();
        while (await browser.GetStringAsync("/") != staying.Name)
            TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(Patience);
        await leaving.DisposeAsync();
        for (var i = 0; i < 10; i++)
            (await browser.GetStringAsync("/")).ShouldBe(staying.Name);

        staying.Seen["X-Forwarded-For"].ShouldBe("127.0.0.1", "what a client claims is dropped");
        staying.Seen["X-Forwarded-Proto"].ShouldBe("http");
    }

    /// <summary>TLS ends at a proxy before this one, which tells by what the browser came.</summary>
    [Theory]
    [InlineData("192.0.2.1 127.0.0.0/8", HttpStatusCode.OK, "https 203.0.113.9")]
    [InlineData("192.0.2.1", HttpStatusCode.Forbidden, "from another site")]
    public async Task Requests_ThroughAProxyWithACertificate_AreTakenOnlyWhereItIsNamed(string trusted, HttpStatusCode status, string expected)
    {
        await using var silo = await PlayedSilo.StartAsync("one");
        await using var proxy = await StartAsync(trusted, silo);
        using var client = new HttpClient { BaseAddress = proxy.Address };
        await Eventually.GetAsync(() => client.GetAsync("/"), answer => answer.IsSuccessStatusCode, Patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/guarded") { Headers = { Host = "trading.example" } };
        request.Headers.Add("Origin", "https://trading.example");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(expected);
    }

    /// <summary>The silos trust this proxy, so whoever it lets through is who they say they are.</summary>
    [Theory]
    [InlineData("192.0.2.1", "", "")]
    [InlineData("192.0.2.1 127.0.0.0/8", "eve", "admins,staff")]
    public async Task Requests_ThatSayWhoAsks_AreBelievedOnlyOfTheProxyBefore(string trusted, string user, string groups)
    {
        await using var silo = await PlayedSilo.StartAsync("one");
        await using var proxy = await StartAsync(trusted, silo);
        using var client = new HttpClient { BaseAddress = proxy.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-User", "eve");
        client.DefaultRequestHeaders.Add("x-forwarded-groups", "admins,staff");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await Eventually.GetAsync(() => client.GetAsync("/"), answer => answer.IsSuccessStatusCode, Patience);
        silo.Seen["X-Forwarded-User"].ShouldBe(user);
        silo.Seen["X-Forwarded-Groups"].ShouldBe(groups);
        silo.Seen["X-Forwarded-Host"].ShouldBe("", "no proxy here changes the host, so only a client can have sent it");
    }

    [Fact]
    public async Task Requests_OfASiloThatIsGoneAtOnce_ReachAnotherOne()
    {
        await using var first = await PlayedSilo.StartAsync("first");
        await using var second = await PlayedSilo.StartAsync("second");
        await using var proxy = await StartAsync(first, second);
        using var program = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = proxy.Address };
        await Eventually.GetAsync(() => program.GetAsync("/"), answer => answer.IsSuccessStatusCode, Patience);
        // Without a word, as when it is killed: no check has seen it yet.
        await first.DisposeAsync();
        for (var i = 0; i < 10; i++)
            (await program.GetStringAsync("/")).ShouldBe("second");
    }

    private static Task<LoadBalancer> StartAsync(params PlayedSilo[] silos) => StartAsync(null, silos);

    private static Task<LoadBalancer> StartAsync(string? trusted, params PlayedSilo[] silos)
    {
        Assert.SkipWhen(LoadBalancer.Program is null, LoadBalancer.Absent);
        var ports = silos.Select(silo => silo.Port);
        return trusted is null ? LoadBalancer.StartAsync(ports) : LoadBalancer.StartAsync(ports, trusted: trusted);
    }
}
