using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Silo.Tests.Fuzzing;

/// <summary>
/// Every operation that the service's own description names, asked with paths, queries and bodies changed in every way: answered or refused, soon, and
/// never by an error of the service.
/// </summary>
public sealed class ApiFuzzTests
{
    /// <summary>Each case is a request over a connection, and most reach a grain: a fifth of a millisecond and more.</summary>
    private const double Share = 0.05;

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    private static readonly string[] Pages = ["/", "/instruments", "/instruments/binance:BTCUSDT", "/scan", "/alerts", "/trading", "/risk", "/arbitrage", "/audit", "/settings", "/jobs", "/cluster"];

    [Fact]
    public async Task Operations_AskedInEveryWay_AreNeverAnErrorOfTheService()
    {
        using var data = new TemporaryDirectory();
        var line = CommandLine.Parse(["--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT,ETHUSDT", "--Logging:LogLevel:Default", "None"]);
        await using var host = await SiloHost.StartAsync(line, TestContext.Current.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(host.App.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
        await Eventually.GetAsync(async () => (await http.GetAsync("/health/ready")).StatusCode, status => status == HttpStatusCode.OK, ReadyLimit);
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        var answers = new Dictionary<HttpStatusCode, int>();
        FuzzTarget[] operations = [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject(), (path, operation) => Of(path.Key, operation.Key, operation.Value!))];
        operations.Length.ShouldBeGreaterThan(50);
        await FuzzRun.RunAsync(operations, Share);
        await FuzzRun.RunAsync([.. Pages.Select(page => Of(page, "get", JsonNode.Parse("""{"parameters":[{"in":"query","name":"interval","example":"1h"},{"in":"query","name":"to","example":1767225600000},{"in":"query","name":"search","example":"BTC"},{"in":"query","name":"page","example":2}]}""")!))], Share / 10);
        answers.Keys.ShouldContain(HttpStatusCode.OK);
        answers.Keys.ShouldContain(HttpStatusCode.BadRequest);
        (await http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);

        FuzzTarget Of(string path, string method, JsonNode operation) => new($"{method} {path}", [Encoding.UTF8.GetBytes(ApiRequest.Genuine(document, path, operation))], payload =>
        {
            using var request = ApiRequest.Make(new HttpMethod(method.ToUpperInvariant()), path, payload);
            using var answer = http.Send(request, HttpCompletionOption.ResponseContentRead);
            ((int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.ServiceUnavailable).ShouldBeTrue(
                $"{(int)answer.StatusCode} to {request.Method} {request.RequestUri}: {new StreamReader(answer.Content.ReadAsStream()).ReadToEnd()}");
            answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
        })
        {
            // An answer may be long, however short the question.
            AllocatedAtMost = 32 << 20,
        };
    }
}
