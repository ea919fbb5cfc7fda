using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ProblemsTests(SiloFixture silo)
{
    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/instruments")]
    [InlineData("/api/v1/instruments/binance:BTCUSDT/nothing")]
    public async Task Path_ThatIsNotThere_IsAProblem(string path) =>
        (await silo.GetProblemAsync(path, 404)).GetProperty("detail").GetString()!.ShouldContain(path);

    [Fact]
    public async Task Method_ThatIsNotTaken_IsAProblemThatSaysWhatIs()
    {
        using var answer = await silo.Client.PostAsync("/api/v1/instruments", new StringContent("<x/>", null, "application/xml"));
        ((int)answer.StatusCode).ShouldBe(405);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString()!.ShouldContain("expected GET");
        answer.Content.Headers.Allow.ShouldContain("GET");
    }

    [Theory]
    [InlineData("""{"instrument":"\ud800","side":"buy"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"guards":{"takeProfits":[{"price":"\ud800"}]}}""")]
    public async Task Body_ThatIsNoUnicode_IsAProblem(string body)
    {
        using var answer = await silo.Client.PostAsync($"/api/v1/accounts/{SiloFixture.RefusedAccount}/orders", new StringContent(body, null, "application/json"));
        var problem = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(400, problem);
        problem.ShouldContain("no Unicode");
    }

    [Fact]
    public async Task Problem_ForAClientOfAnotherTaste_IsStillAProblem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing");
        request.Headers.Accept.ParseAdd("application/xml");
        using var answer = await silo.Client.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
