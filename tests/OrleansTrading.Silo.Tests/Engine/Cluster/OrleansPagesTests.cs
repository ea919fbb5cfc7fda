using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Tests.Access;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>Orleans' own pages show the state of any grain, tokens and accounts among them: they are for admins alone.</summary>
public sealed class OrleansPagesTests(AccessFixture access)
{
    private const string Prefix = "/orleans";

    [Theory]
    [InlineData("/orleans/")]
    [InlineData("/orleans/index.min.js")]
    [InlineData("/orleans/ClusterStats")]
    [InlineData("/orleans/Reminders")]
    public async Task Page_OfEachRole_IsForTheAdmin(string path)
    {
        using var nobody = access.NewClient();
        (await StatusAsync(nobody, path)).ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var name in new[] { "vera", "olga" })
        {
            using var client = await access.SignedInAsync(name);
            (await StatusAsync(client, path)).ShouldBe(HttpStatusCode.Forbidden, name);
        }

        using var anna = await access.SignedInAsync("anna");
        (await StatusAsync(anna, path)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Pages_AllOfThem_TakeTheAdminsScope()
    {
        var pages = access.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}/".StartsWith($"{Prefix}/", StringComparison.OrdinalIgnoreCase)).ToList();
        pages.Count.ShouldBeGreaterThan(15, "pages, their files and what they ask for");
        foreach (var page in pages)
        {
            page.Metadata.GetMetadata<IAllowAnonymous>().ShouldBeNull(page.RoutePattern.RawText);
            page.Metadata.GetOrderedMetadata<IAuthorizeData>().ShouldContain(data => data.Policy == ScopePolicy.NameOf(Scope.Admin), page.RoutePattern.RawText);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
