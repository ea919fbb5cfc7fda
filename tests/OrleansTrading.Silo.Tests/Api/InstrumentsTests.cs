using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class InstrumentsTests(SiloFixture silo)
{
    private static readonly string[] Members =
        ["id", "venue", "symbol", "lastPrice", "change24hPercent", "eventTime", "ageMs", "freshness", "streams", "phase", "openInterest"];

    [Fact]
    public async Task Instruments_OfTheWatchlist_AreListedInItsOrder()
    {
        var list = await silo.GetAsync("/api/v1/instruments");
        list.EnumerateArray().Select(instrument => instrument.GetProperty("id").GetString())
            .ShouldBe(SiloFixture.Symbols.Split(',').Select(symbol => "binance:" + symbol));
        foreach (var instrument in list.EnumerateArray())
            CheckShape(instrument);
    }

    [Theory]
    [InlineData("binance:BTCUSDT")]
    [InlineData("binance%3ABTCUSDT")]
    [InlineData("binance%3aBTCUSDT")]
    public async Task Instrument_ByRawOrEncodedId_IsTheSame(string id)
    {
        var instrument = await silo.GetAsync($"/api/v1/instruments/{id}");
        CheckShape(instrument);
        instrument.GetProperty("id").GetString().ShouldBe("binance:BTCUSDT");
        instrument.GetProperty("lastPrice").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Instrument_ListedByTheVenueButNotFollowed_IsAnsweredWithoutLiveStreams()
    {
        var instrument = await silo.GetAsync("/api/v1/instruments/binance:XRPUSDT");
        CheckShape(instrument);
        instrument.GetProperty("streams").EnumerateArray().ShouldAllBe(stream => stream.GetProperty("state").GetString() != "Live");
        (await silo.GetAsync("/api/v1/instruments")).GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("binance:NOSUCHUSDT", "does not list 'NOSUCHUSDT'")]
    [InlineData("nowhere:BTCUSDT", "There is no venue 'nowhere'; expected one of binance")]
    public async Task Instrument_ThatDoesNotExist_IsNotFound(string id, string detail)
    {
        var before = await SymbolActivationsAsync();
        foreach (var path in new[] { $"/api/v1/instruments/{id}", $"/api/v1/instruments/{id}/klines" })
        {
            var problem = await silo.GetProblemAsync(path, 404);
            problem.GetProperty("detail").GetString()!.ShouldContain(detail);
            problem.GetProperty("field").GetString().ShouldBe("id");
        }

        (await SymbolActivationsAsync()).ShouldBe(before, "asking for what does not exist activates nothing");
    }

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("binance:")]
    [InlineData(":BTCUSDT")]
    [InlineData("binance:btcusdt")]
    [InlineData("Binance:BTCUSDT")]
    [InlineData("binance%2FBTCUSDT")]
    [InlineData("binance:BTC%2FUSDT")]
    [InlineData("binance:BTC%20USDT")]
    [InlineData("binance:a:b")]
    [InlineData("%F0%9F%98%80")]
    public async Task Instrument_ByMalformedId_IsRefusedWithTheForm(string id)
    {
        foreach (var path in new[] { $"/api/v1/instruments/{id}", $"/api/v1/instruments/{id}/klines" })
        {
            var problem = await silo.GetProblemAsync(path, 400);
            problem.GetProperty("errors").GetProperty("id")[0].GetString()!.ShouldContain("expected 'venue:SYMBOL'");
        }
    }

    private static void CheckShape(JsonElement instrument)
    {
        instrument.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        instrument.GetProperty("id").GetString().ShouldBe($"{instrument.GetProperty("venue").GetString()}:{instrument.GetProperty("symbol").GetString()}");
        new[] { "none", "fresh", "delayed", "stale" }.ShouldContain(instrument.GetProperty("freshness").GetString());
        new[] { "idle", "warming", "live" }.ShouldContain(instrument.GetProperty("phase").GetString());
        foreach (var stream in instrument.GetProperty("streams").EnumerateArray())
        {
            stream.EnumerateObject().Select(member => member.Name).ShouldBe(["kind", "state", "lastDataAgeMs", "reconnects", "stallAfterSeconds", "lastAction"]);
            var quiet = stream.GetProperty("stallAfterSeconds");
            (quiet.ValueKind == JsonValueKind.Null || quiet.GetDouble() > 0).ShouldBeTrue();
            if (stream.GetProperty("kind").GetString() == "kline")
                quiet.ValueKind.ShouldBe(JsonValueKind.Number);
            new[] { "kline", "trade", "bookTicker", "depth", "markPrice", "liquidation" }.ShouldContain(stream.GetProperty("kind").GetString());
            new[] { "Waiting", "Live", "Idle", "Stalled", "Reconnecting", "Down" }.ShouldContain(stream.GetProperty("state").GetString());
        }
    }

    private async Task<int> SymbolActivationsAsync()
    {
        var cluster = await silo.GetAsync("/api/v1/cluster");
        return cluster.GetProperty("activations").EnumerateArray()
            .Where(row => row.GetProperty("grainType").GetString()!.EndsWith(".SymbolGrain", StringComparison.Ordinal))
            .Sum(row => row.GetProperty("count").GetInt32());
    }
}
