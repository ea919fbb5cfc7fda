using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class OpenApiTests(SiloFixture silo)
{
    private static readonly string[] Prefixes = ["/api/", "/health/", "/metrics"];

    [Fact]
    public async Task Document_ListsEveryRoute_WithTheFormOfItsAnswers()
    {
        var paths = (await silo.GetAsync("/openapi/v1.json")).GetProperty("paths");
        var routes = silo.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => Prefixes.Any(prefix => route.RoutePattern.RawText!.StartsWith(prefix, StringComparison.Ordinal)))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods, (route, method) => (Path: route.RoutePattern.RawText!.TrimEnd('/'), Method: method))
            .ToList();
        routes.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var (path, method) in routes)
        {
            var operation = paths.GetProperty(path).GetProperty(method.ToLowerInvariant());
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(path);
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty(path);
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                response.Value.TryGetProperty("content", out var content).ShouldBeTrue($"{path} {response.Name}");
                content.EnumerateObject().ShouldAllBe(type => type.Value.GetProperty("schema").EnumerateObject().Any());
            }
        }
    }

    [Fact]
    public async Task Document_DescribesEveryParameterAndMember()
    {
        var document = await silo.GetAsync("/openapi/v1.json");
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(schema => schema.Name.EndsWith("View", StringComparison.Ordinal)))
        {
            foreach (var member in schema.Value.GetProperty("properties").EnumerateObject())
                member.Value.TryGetProperty("description", out _).ShouldBeTrue($"{schema.Name}.{member.Name}");
        }

        foreach (var parameter in Parameters(document))
        {
            parameter.GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
            parameter.TryGetProperty("example", out _).ShouldBeTrue(parameter.GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task Document_SaysTheBoundsThatTheApiKeeps()
    {
        var klines = (await silo.GetAsync("/openapi/v1.json")).GetProperty("paths").GetProperty("/api/v1/instruments/{id}/klines").GetProperty("get");
        var schemas = klines.GetProperty("parameters").EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema"));
        schemas["limit"].GetProperty("minimum").GetInt32().ShouldBe(1);
        schemas["limit"].GetProperty("maximum").GetInt32().ShouldBe(1500);
        schemas["interval"].GetProperty("enum").GetArrayLength().ShouldBe(12);
        schemas["startTime"].GetProperty("type").GetString().ShouldBe("integer");
        klines.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal).ShouldBe(["200", "400", "401", "403", "404", "503"]);
        new Regex(schemas["id"].GetProperty("pattern").GetString()!).IsMatch("binance:BTCUSDT").ShouldBeTrue();
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("parameters", out _))
            .SelectMany(operation => operation.Value.GetProperty("parameters").EnumerateArray());
}
