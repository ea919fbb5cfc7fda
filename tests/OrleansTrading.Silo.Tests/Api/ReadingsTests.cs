using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ReadingsTests(SiloFixture silo)
{
    private const string Indicators = "/api/v1/instruments/binance:BTCUSDT/indicators";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Scan_OfTheLiveMarket_RanksItWithoutARequest()
    {
        var scan = await ScanAsync("/api/v1/scan?max=100");
        scan.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["elapsedMs", "scanned", "skipped", "restCalls", "cacheHits", "results"]);
        scan.GetProperty("restCalls").GetInt32().ShouldBe(0);
        scan.GetProperty("cacheHits").GetInt32().ShouldBe(scan.GetProperty("scanned").GetInt32());
        var results = scan.GetProperty("results").EnumerateArray().ToList();
        results.Count.ShouldBe(scan.GetProperty("scanned").GetInt32());
        var scores = results.Select(result => Math.Abs(result.GetProperty("score").GetDouble())).ToList();
        scores.ShouldBe(scores.OrderDescending());
        foreach (var result in results)
        {
            result.GetProperty("direction").GetString().ShouldBeOneOf("long", "short", "neutral");
            result.GetProperty("regime").GetString().ShouldBeOneOf("trendingUp", "trendingDown", "ranging", "volatile");
            result.GetProperty("factors").GetProperty("trend").GetDouble().ShouldBeInRange(0, 100);
            result.GetProperty("closed").GetBoolean().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Scan_WithBounds_KeepsThem()
    {
        var results = (await ScanAsync("/api/v1/scan?minScore=5&max=3&intervals=5m,1h&watchlist=elite")).GetProperty("results").EnumerateArray().ToList();
        results.Count.ShouldBeLessThanOrEqualTo(3);
        results.ShouldAllBe(result => Math.Abs(result.GetProperty("score").GetDouble()) >= 5);
        results.Select(result => result.GetProperty("interval").GetString()).ShouldBeSubsetOf(["5m", "1h"]);
        (await ScanAsync("/api/v1/scan?candles=open&intervals=1h")).GetProperty("results").EnumerateArray()
            .ShouldContain(result => !result.GetProperty("closed").GetBoolean());
    }

    [Fact]
    public async Task Scan_ByRest_CountsItsRequests()
    {
        var scan = await silo.GetAsync("/api/v1/scan?source=rest&intervals=5m");
        scan.GetProperty("restCalls").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        scan.GetProperty("cacheHits").GetInt32().ShouldBe(0);
        scan.GetProperty("scanned").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("minScore=101", "minScore", "a number from 0 to 100")]
    [InlineData("minScore=-1", "minScore", "minScore is '-1'")]
    [InlineData("minScore=NaN", "minScore", "a number from 0 to 100")]
    [InlineData("minScore=high", "minScore", "a number from 0 to 100")]
    [InlineData("max=0", "max", "a whole number from 1 to 10000")]
    [InlineData("max=10001", "max", "a whole number from 1 to 10000")]
    [InlineData("intervals=5m,7m", "intervals", "has '7m'; expected some of 1m, 5m, 15m, 1h, 4h, 1d")]
    [InlineData("intervals=3m", "intervals", "has '3m'")]
    [InlineData("watchlist=best", "watchlist", "expected one of elite, overlay")]
    [InlineData("source=disk", "source", "expected one of cache, rest")]
    [InlineData("candles=both", "candles", "expected one of closed, open")]
    public Task Scan_WithABadParameter_IsRefusedNamingIt(string query, string field, string expected) => RefusedAsync($"/api/v1/scan?{query}", field, expected);

    [Fact]
    public async Task Indicators_OfALiveInstrument_AreThereForBothCandles()
    {
        var reading = await Eventually.GetAsync(
            () => silo.GetAsync(Indicators + "?interval=5m"), answer => answer.GetProperty("problem").ValueKind == JsonValueKind.Null, Limit);
        reading.GetProperty("candles").GetInt32().ShouldBeGreaterThan(250);
        var values = reading.GetProperty("closed");
        values.GetProperty("rsi14").GetDouble().ShouldBeInRange(0, 100);
        values.GetProperty("ema200").GetDouble().ShouldBeGreaterThan(0);
        values.EnumerateObject().Count().ShouldBe(39);
        (reading.GetProperty("open").GetProperty("openTime").GetInt64() - reading.GetProperty("closed").GetProperty("openTime").GetInt64()).ShouldBe(300_000);
    }

    [Fact]
    public Task Indicators_OfAnIntervalThatIsNotKept_AreRefused() => RefusedAsync(Indicators + "?interval=3m", "interval", "expected one of 1m, 5m, 15m, 1h, 4h, 1d");

    [Fact]
    public Task Indicators_OfGarbage_AreRefused() => RefusedAsync("/api/v1/instruments/garbage/indicators", "id", "venue:SYMBOL");

    [Fact]
    public async Task Indicators_OfAnUnknownInstrument_AreNotFound() =>
        (await silo.GetProblemAsync("/api/v1/instruments/binance:NOSUCH/indicators", 404)).GetProperty("field").GetString().ShouldBe("id");

    [Fact]
    public async Task Cache_OfTheLiveMarket_IsCounted()
    {
        await ScanAsync("/api/v1/scan");
        var cache = await silo.GetAsync("/api/v1/cache");
        cache.GetProperty("instruments").GetInt32().ShouldBe(3);
        cache.GetProperty("unanswered").GetInt32().ShouldBe(0);
        cache.GetProperty("candles").GetInt64().ShouldBeGreaterThan(3000);
        cache.GetProperty("bytes").GetInt64().ShouldBeGreaterThan(3000 * 64);
        cache.GetProperty("hitRate").GetDouble().ShouldBeInRange(0.001, 1);
        cache.GetProperty("intervals").EnumerateArray().Select(interval => interval.GetProperty("interval").GetString())
            .ShouldBe(["1m", "5m", "15m", "1h", "4h", "1d"]);
        (await silo.Client.GetStringAsync("/metrics")).ShouldContain("orleanstrading_cache_bytes");
    }

    private Task<JsonElement> ScanAsync(string path) =>
        Eventually.GetAsync(() => silo.GetAsync(path), scan => scan.GetProperty("scanned").GetInt32() > 0, Limit, describe: scan => scan.GetRawText());

    private async Task RefusedAsync(string path, string field, string expected)
    {
        var problem = await silo.GetProblemAsync(path, 400);
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
    }
}
