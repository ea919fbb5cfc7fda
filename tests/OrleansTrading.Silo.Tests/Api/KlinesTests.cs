using System.Globalization;
using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class KlinesTests(SiloFixture silo)
{
    private const string Path = "/api/v1/instruments/binance:BTCUSDT/klines";

    private static readonly string[] Members =
        ["openTime", "open", "high", "low", "close", "volume", "quoteVolume", "trades", "takerBuyVolume", "closed", "repaired"];

    [Fact]
    public async Task Klines_WithoutAnyParameter_AreTheNewestMinutes()
    {
        var klines = (await silo.GetAsync(Path)).EnumerateArray().ToList();
        klines.Count.ShouldBe(300);
        klines.ShouldAllBe(kline => kline.EnumerateObject().Select(member => member.Name).SequenceEqual(Members));
        Times(klines).Zip(Times(klines).Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == 60_000);
        klines.SkipLast(1).ShouldAllBe(kline => kline.GetProperty("closed").GetBoolean());
    }

    [Fact]
    public async Task Klines_InARange_AreExactlyThatRangeOldestFirst()
    {
        var all = (await silo.GetAsync(Path + "?limit=50")).EnumerateArray().ToList();
        var times = Times(all).ToList();
        var range = (await silo.GetAsync($"{Path}?interval=1m&startTime={times[10]}&endTime={times[19]}")).EnumerateArray().ToList();
        Times(range).ShouldBe(times[10..20]);
        range.Select(kline => kline.GetRawText()).ShouldBe(all[10..20].Select(kline => kline.GetRawText()), "a closed candle never changes");
    }

    [Fact]
    public async Task Klines_WithStartAndLimit_AreTheFirstFromThere()
    {
        var times = Times((await silo.GetAsync(Path + "?limit=50")).EnumerateArray()).ToList();
        Times((await silo.GetAsync($"{Path}?startTime={times[5]}&limit=3")).EnumerateArray()).ShouldBe(times[5..8]);
    }

    [Fact]
    public async Task Klines_WithEndAndLimit_AreTheLastUpToThere()
    {
        var times = Times((await silo.GetAsync(Path + "?limit=50")).EnumerateArray()).ToList();
        Times((await silo.GetAsync($"{Path}?endTime={times[20]}&limit=3")).EnumerateArray()).ShouldBe(times[18..21]);
    }

    [Fact]
    public async Task Klines_OfALongInterval_AddUpTheirMinutes()
    {
        var hour = (await silo.GetAsync(Path + "?interval=1h&limit=3")).EnumerateArray().First();
        var start = hour.GetProperty("openTime").GetInt64();
        var minutes = (await silo.GetAsync($"{Path}?interval=1m&startTime={start}&endTime={start + 59 * 60_000}&limit=60")).EnumerateArray().ToList();
        minutes.Count.ShouldBe(60);
        Decimal(hour, "volume").ShouldBe(minutes.Sum(minute => Decimal(minute, "volume")));
        hour.GetProperty("high").GetDouble().ShouldBe(minutes.Max(minute => minute.GetProperty("high").GetDouble()));
        hour.GetProperty("open").GetDouble().ShouldBe(minutes[0].GetProperty("open").GetDouble());
        hour.GetProperty("trades").GetInt32().ShouldBe(minutes.Sum(minute => minute.GetProperty("trades").GetInt32()));
    }

    [Fact]
    public async Task Klines_BeforeTheMarketBegan_AreNone() =>
        (await silo.GetAsync($"{Path}?startTime=0&endTime=60000")).GetArrayLength().ShouldBe(0);

    [Fact]
    public async Task Klines_OfTheGreatestLimit_AreAnswered() =>
        (await silo.GetAsync(Path + "?limit=1500")).GetArrayLength().ShouldBe(1500);

    [Theory]
    [InlineData("interval=7m", "interval", "expected one of 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d")]
    [InlineData("interval=1M", "interval", "interval is '1M'")]
    [InlineData("limit=0", "limit", "from 1 to 1500")]
    [InlineData("limit=1501", "limit", "limit is '1501'")]
    [InlineData("limit=-1", "limit", "from 1 to 1500")]
    [InlineData("limit=ten", "limit", "from 1 to 1500")]
    [InlineData("limit=1.5", "limit", "from 1 to 1500")]
    [InlineData("limit=99999999999999999999", "limit", "from 1 to 1500")]
    [InlineData("limit=1&limit=2", "limit", "limit is '1,2'")]
    [InlineData("startTime=-1", "startTime", "from 0 to")]
    [InlineData("endTime=yesterday", "endTime", "Unix milliseconds")]
    [InlineData("startTime=2&endTime=1", "startTime", "startTime <= endTime")]
    public async Task Klines_WithABadParameter_AreRefusedNamingIt(string query, string field, string expected)
    {
        var problem = await silo.GetProblemAsync($"{Path}?{query}", 400);
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
    }

    [Fact]
    public async Task Klines_WithSeveralBadParameters_AreRefusedNamingAll()
    {
        var problem = await silo.GetProblemAsync("/api/v1/instruments/garbage/klines?interval=x&limit=0&startTime=y&endTime=-5", 400);
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["endTime", "id", "interval", "limit", "startTime"]);
    }

    private static IEnumerable<long> Times(IEnumerable<JsonElement> klines) => klines.Select(kline => kline.GetProperty("openTime").GetInt64());

    private static decimal Decimal(JsonElement kline, string member) =>
        decimal.Parse(kline.GetProperty(member).GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
