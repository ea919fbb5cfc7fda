using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class AlertingTests(SiloFixture silo)
{
    private const string Silences = "/api/v1/alerts/silences";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silence_AddedAndEnded_IsListedMeanwhile()
    {
        using var added = await PostAsync(Silences, """{"matchers":["kind=nothing-like-this","venue=binance*"],"minutes":5,"comment":"why"}""");
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        var silence = await added.Content.ReadFromJsonAsync<JsonElement>();
        var id = silence.GetProperty("id").GetString()!;
        added.Headers.Location!.ToString().ShouldBe($"{Silences}/{id}");
        silence.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "matchers", "until", "createdAt", "by", "comment"]);
        (silence.GetProperty("until").GetInt64() - silence.GetProperty("createdAt").GetInt64()).ShouldBeInRange(290_000, 300_000);
        silence.GetProperty("by").GetString()!.ShouldStartWith("api");
        (await IdsAsync()).ShouldContain(id);

        using var ended = await silo.Client.DeleteAsync($"{Silences}/{id}");
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IdsAsync()).ShouldNotContain(id);
        using var again = await silo.Client.DeleteAsync($"{Silences}/{id}");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString().ShouldBe("id");
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"minutes":5}""", "matchers")]
    [InlineData("""{"matchers":[],"minutes":5}""", "matchers")]
    [InlineData("""{"matchers":["kind"],"minutes":5}""", "matchers")]
    [InlineData("""{"matchers":["a=b,c=d"],"minutes":5}""", "matchers")]
    [InlineData("""{"matchers":["a=b"]}""", "minutes")]
    [InlineData("""{"matchers":["a=b"],"minutes":0}""", "minutes")]
    [InlineData("""{"matchers":["a=b"],"until":5}""", "until")]
    [InlineData("""{"matchers":["a=b"],"minutes":5,"until":5}""", "until")]
    [InlineData("""{"matchers":["a=b"],"minutes":5,"comment":5}""", "comment")]
    [InlineData("""{"matchers":["a=b"],"minutes":5,"for":5}""", "for")]
    public async Task Silence_BadWish_NamesWhatIsWrong(string body, string field)
    {
        using var answer = await PostAsync(Silences, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task Test_OfARouteThatLeadsNowhere_SaysSoAndNoSecret()
    {
        using var answer = await PostAsync("/api/v1/alerts/test?route=nowhere", "");
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        text.ShouldBe("""{"route":"nowhere","delivered":false,"error":"no connection to the receiver","retryAfterSeconds":null}""");
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("?route=", HttpStatusCode.BadRequest)]
    [InlineData("?route=other", HttpStatusCode.NotFound)]
    public async Task Test_OfNoRoute_NamesThoseThatThereAre(string query, HttpStatusCode expected)
    {
        using var answer = await PostAsync($"/api/v1/alerts/test{query}", "");
        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("nowhere");
    }

    [Fact]
    public async Task Routes_Always_TellHowTheyAreAndNoSecret()
    {
        var route = (await Eventually.GetAsync(() => silo.GetAsync("/api/v1/alerts/routes"), routes => routes.GetArrayLength() == 1, Limit))[0];
        (route.GetProperty("name").GetString(), route.GetProperty("kind").GetString()).ShouldBe(("nowhere", "webhook"));
        route.GetProperty("pending").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        route.GetRawText().ShouldNotContain("planted");
    }

    [Fact]
    public async Task Metric_OutOfItsBounds_RaisesAnAlert()
    {
        var alerts = await Eventually.GetAsync(() => silo.GetAsync("/api/v1/alerts?open=true"), list => list.EnumerateArray().Any(IsOfMetric), Limit);
        var alert = alerts.EnumerateArray().First(IsOfMetric);
        alert.GetProperty("key").GetString()!.ShouldStartWith("metric/alive/");
        alert.GetProperty("detail").GetString()!.ShouldContain("expected at most 0");

        static bool IsOfMetric(JsonElement alert) => alert.GetProperty("key").GetString()!.StartsWith("metric/", StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string?>> IdsAsync() => (await silo.GetAsync(Silences)).EnumerateArray().Select(silence => silence.GetProperty("id").GetString()).ToList();

    private Task<HttpResponseMessage> PostAsync(string path, string body) => silo.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
}
