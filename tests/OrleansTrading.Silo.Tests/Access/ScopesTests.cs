using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Tests.Access;

/// <summary>Every endpoint takes a scope, and what it takes holds.</summary>
public sealed class ScopesTests(AccessFixture access)
{
    private static readonly string[] Open = ["/health/live", "/health/ready", "/sign-in", "/sign-out"];

    private static readonly string[] NoRequests = ["GET", "HEAD"];

    private IEnumerable<RouteEndpoint> Endpoints => access.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [Fact]
    public async Task Endpoints_WithoutAScope_AreThoseThatAreNamed()
    {
        Endpoints.Count().ShouldBeGreaterThan(60);
        Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsFile(endpoint))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().Except(Open).ShouldBeEmpty("open to everybody");
        (await access.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync())!.Requirements.ShouldNotBeEmpty("what names no scope takes Read");
    }

    [Fact]
    public void Endpoints_ThatChangeSomething_AreAuditedAndTakeMoreThanRead()
    {
        var changing = Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal)
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Except(NoRequests).Any()).ToList();
        changing.Count.ShouldBeGreaterThanOrEqualTo(19);
        foreach (var endpoint in changing)
        {
            var audited = endpoint.Metadata.GetMetadata<AuditedEndpoint>().ShouldNotBeNull($"{endpoint.RoutePattern.RawText} is to be .Audited(...)");
            ((Scope.Operate | Scope.Trade | Scope.Admin) & audited.Needs).ShouldNotBe(Scope.None, endpoint.RoutePattern.RawText);
            endpoint.Metadata.GetMetadata<IAllowAnonymous>().ShouldBeNull();
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().ShouldContain(data => data.Policy == ScopePolicy.NameOf(audited.Needs), endpoint.RoutePattern.RawText);
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/cluster", Scope.Read)]
    [InlineData("GET", "/openapi/v1.json", Scope.Read)]
    [InlineData("GET", "/api/v1/scan?intervals=5m", Scope.Read)]
    [InlineData("GET", "/api/v1/signals/hit-rates", Scope.Read)]
    [InlineData("GET", "/api/v1/scan?intervals=5m&source=rest", Scope.Operate)]
    [InlineData("GET", "/metrics", Scope.Read)]
    [InlineData("POST", "/api/v1/jobs/nothing/runs", Scope.Operate)]
    [InlineData("DELETE", "/api/v1/runs/nothing", Scope.Operate)]
    [InlineData("POST", "/api/v1/alerts/silences", Scope.Operate)]
    [InlineData("POST", "/api/v1/alerts/000000000000/acknowledge", Scope.Operate)]
    [InlineData("POST", "/api/manual-update?task=nothing", Scope.Operate)]
    [InlineData("POST", "/api/v1/accounts/nothing/orders", Scope.Trade)]
    [InlineData("POST", "/api/v1/accounts/nothing/kill", Scope.Trade)]
    [InlineData("POST", "/api/v1/accounts/nothing/on", Scope.Admin)]
    [InlineData("PATCH", "/api/v1/accounts/nothing/limits", Scope.Admin)]
    [InlineData("GET", "/api/v1/tokens", Scope.Admin)]
    [InlineData("POST", "/api/v1/tokens", Scope.Admin)]
    [InlineData("GET", "/api/v1/audit", Scope.Read)]
    [InlineData("POST", "/api/v1/alerts/test?route=nothing", Scope.Operate)]
    public async Task Request_OfEachRole_IsTakenWhenTheRoleHasTheScope(string method, string path, Scope scope)
    {
        using var nobody = access.NewClient();
        (await StatusAsync(nobody, method, path)).ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var (name, role) in new[] { ("vera", Role.Viewer), ("olga", Role.Operator), ("anna", Role.Admin) })
        {
            using var client = await access.SignedInAsync(name);
            var status = await StatusAsync(client, method, path);
            if (Roles.ScopesOf(role).HasFlag(scope))
                status.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
            else
                status.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings")]
    [InlineData("/_blazor/initializers")]
    public async Task Page_ForNobody_IsNotDrawn(string path)
    {
        using var client = access.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        if (path.StartsWith("/_", StringComparison.Ordinal))
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        else
            answer.Headers.Location!.PathAndQuery.ShouldBe($"/sign-in?return={Uri.EscapeDataString(path)}");
    }

    [Fact]
    public void Page_ThatIsOpen_AsksWhetherItsSessionHolds()
    {
        using var scope = access.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>().ShouldBeOfType<CircuitSession>();
    }

    [Fact]
    public async Task Files_AreThereForTheSignIn()
    {
        using var client = access.NewClient();
        (await StatusAsync(client, "GET", "/_content/OrleansTrading.Dashboard/dashboard.css")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, "GET", "/health/live")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metrics_FromANetworkThatIsSet_TakeNoToken()
    {
        using var near = access.NewClient("127.0.0.3");
        (await StatusAsync(near, "GET", "/metrics")).ShouldBe(HttpStatusCode.OK);
        near.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.3");
        (await StatusAsync(near, "GET", "/metrics")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(data => data.GetType().FullName!.Contains("StaticAsset", StringComparison.Ordinal));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
