using System.Globalization;
using System.Net;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Rest;

public class RestTests
{
    [Theory]
    [InlineData("/fapi/v1/klines?interval=1m", -1102)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT", -1102)]
    [InlineData("/fapi/v1/klines?symbol=NOPE&interval=1m", -1121)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=7m", -1120)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1501", -1130)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=x", -1130)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=-5", -1130)]
    [InlineData("/fapi/v1/depth?symbol=BTCUSDT&limit=7", -1130)]
    [InlineData("/fapi/v1/depth", -1102)]
    [InlineData("/fapi/v1/ticker/24hr?symbol=BTCUSD_201225", -1121)]
    [InlineData("/fapi/v1/aggTrades?symbol=BTCUSDT&startTime=1600000000000&endTime=1600007200000", -1127)]
    [InlineData("/fapi/v1/openInterest", -1102)]
    public async Task Request_ThatIsWrong_GetsTheVenuesCode(string request, int code)
    {
        await using var simulation = await Simulation.StartAsync();
        using var response = await simulation.AskAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        error.GetProperty("code").GetInt32().ShouldBe(code);
        error.GetProperty("msg").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("/fapi/v1/ping", 1)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=99", 1)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=499", 2)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m", 5)]
    [InlineData("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1500", 10)]
    [InlineData("/fapi/v1/depth?symbol=BTCUSDT&limit=5", 2)]
    [InlineData("/fapi/v1/depth?symbol=BTCUSDT&limit=1000", 20)]
    [InlineData("/fapi/v1/ticker/24hr?symbol=BTCUSDT", 1)]
    [InlineData("/fapi/v1/ticker/24hr", 40)]
    [InlineData("/fapi/v1/aggTrades?symbol=BTCUSDT", 20)]
    [InlineData("/fapi/v1/premiumIndex", 10)]
    public async Task Weight_OfARequest_IsToldInTheHeader(string request, int weight)
    {
        await using var simulation = await Simulation.StartAsync();
        using var first = await simulation.AskAsync(request);
        using var second = await simulation.AskAsync(request);
        Used(first).ShouldBe(weight);
        Used(second).ShouldBe(2 * weight);
        // A new minute of the wall clock.
        simulation.Advance(61);
        using var third = await simulation.AskAsync(request);
        Used(third).ShouldBe(weight);
    }

    [Fact]
    public async Task Requests_BeyondTheLimit_AreRefusedAndThenBanned()
    {
        await using var simulation = await Simulation.StartAsync(options => options.WeightPerMinute = 5);
        for (var i = 0; i < 5; i++)
        {
            (await StatusAsync(simulation)).Status.ShouldBe(200);
        }

        var refused = await StatusAsync(simulation);
        refused.Status.ShouldBe(429);
        refused.Code.ShouldBe(-1003);
        refused.RetryAfter.ShouldBeInRange(1, 60);
        while (refused.Status == 429)
        {
            refused = await StatusAsync(simulation);
        }

        refused.Status.ShouldBe(418);
        refused.RetryAfter.ShouldBe(120);
        simulation.Advance(61);
        (await StatusAsync(simulation)).Status.ShouldBe(418);
        simulation.Advance(60);
        (await StatusAsync(simulation)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Klines_ByStartEndAndLimit_AreThoseThatOpenInTheRange()
    {
        await using var simulation = await Simulation.StartAsync();
        var minute = Simulation.Start.ToUnixTimeMilliseconds() / 60_000 * 60_000;
        (await OpensAsync(simulation, "limit=3")).ShouldBe([minute - 120_000, minute - 60_000, minute]);
        (await OpensAsync(simulation, $"limit=2&startTime={minute - 600_000}")).ShouldBe([minute - 600_000, minute - 540_000]);
        (await OpensAsync(simulation, $"limit=5&startTime={minute - 599_999}&endTime={minute - 480_000}")).ShouldBe([minute - 540_000, minute - 480_000]);
        (await OpensAsync(simulation, $"limit=2&endTime={minute - 1}")).ShouldBe([minute - 120_000, minute - 60_000]);
        (await OpensAsync(simulation, $"startTime={minute + 60_000}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task AggTrades_FromAnId_GoOnFromThere()
    {
        await using var simulation = await Simulation.StartAsync();
        var latest = await simulation.JsonAsync("/fapi/v1/aggTrades?symbol=ETHUSDT&limit=100");
        latest.GetArrayLength().ShouldBe(100);
        var id = latest[40].GetProperty("a").GetInt64();
        var from = await simulation.GetAsync($"/fapi/v1/aggTrades?symbol=ETHUSDT&limit=3&fromId={id}");
        from.ShouldBe($"[{latest[40]},{latest[41]},{latest[42]}]");
        var time = latest[40].GetProperty("T").GetInt64();
        var ranged = await simulation.JsonAsync($"/fapi/v1/aggTrades?symbol=ETHUSDT&startTime={time}&endTime={time + 5_000}");
        ranged.EnumerateArray().ShouldAllBe(trade => trade.GetProperty("T").GetInt64() >= time && trade.GetProperty("T").GetInt64() <= time + 5_000);
        ranged.GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("/fapi/v1/aggTrades?symbol=ETHUSDT&fromId=9223372036854775807")]
    [InlineData("/fapi/v1/aggTrades?symbol=ETHUSDT&fromId=92233720368547758")]
    [InlineData("/fapi/v1/aggTrades?symbol=ETHUSDT&startTime=9223372036854775807")]
    [InlineData("/fapi/v1/klines?symbol=ETHUSDT&interval=1m&startTime=9223372036854775807")]
    [InlineData("/fapi/v1/klines?symbol=ETHUSDT&interval=1w&startTime=9223372036854775807&endTime=9223372036854775807")]
    [InlineData("/fapi/v1/klines?symbol=ETHUSDT&interval=1M&startTime=9223372036854775807")]
    [InlineData("/fapi/v1/fundingRate?startTime=9223372036854775807")]
    public async Task Request_ForTheFarFuture_GetsNothing(string request)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.GetAsync(request)).ShouldBe("[]");
    }

    [Fact]
    public async Task FundingRate_OfAllFromTheBeginning_IsTheOldestOfAll()
    {
        await using var simulation = await Simulation.StartAsync();
        var all = (await simulation.JsonAsync("/fapi/v1/fundingRate?startTime=1&limit=50")).EnumerateArray().ToList();
        all.Count.ShouldBe(50);
        all.Select(payment => payment.GetProperty("fundingTime").GetInt64()).ShouldBeInOrder();
        var one = all[0].GetProperty("symbol").GetString();
        var own = (await simulation.JsonAsync($"/fapi/v1/fundingRate?symbol={one}&startTime=1&limit=2"))[0];
        own.GetRawText().ShouldBe(all[0].GetRawText());
    }

    [Fact]
    public async Task Latency_DelaysAnAnswerByTheClock()
    {
        await using var simulation = await Simulation.StartAsync(options => options.Latency = TimeSpan.FromMilliseconds(100));
        var idle = simulation.Time.ArmedTimers;
        var answer = simulation.GetAsync("/fapi/v1/ping");
        await simulation.Time.WhenArmedAsync(idle + 1);
        simulation.Time.Advance(TimeSpan.FromMilliseconds(99));
        answer.IsCompleted.ShouldBeFalse();
        simulation.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await answer).ShouldBe("{}");
    }

    [Fact]
    public async Task Ticker24h_IsTheSumOfItsMinutes()
    {
        await using var simulation = await Simulation.StartAsync();
        var ticker = await simulation.JsonAsync("/fapi/v1/ticker/24hr?symbol=BNBUSDT");
        var from = DateTimeOffset.FromUnixTimeMilliseconds(ticker.GetProperty("openTime").GetInt64());
        var now = simulation.Host.Clock.Now;
        var minutes = simulation.Host.Market.Klines("BNBUSDT", "1m", from, now, now);
        minutes.Count.ShouldBe(1_440);
        Number(ticker, "volume").ShouldBe(minutes.Sum(candle => candle.Volume));
        Number(ticker, "quoteVolume").ShouldBe(minutes.Sum(candle => candle.QuoteVolume));
        Number(ticker, "highPrice").ShouldBe(minutes.Max(candle => candle.High));
        Number(ticker, "lowPrice").ShouldBe(minutes.Min(candle => candle.Low));
        Number(ticker, "openPrice").ShouldBe(minutes[0].Open);
        Number(ticker, "lastPrice").ShouldBe(minutes[^1].Close);
        ticker.GetProperty("count").GetInt64().ShouldBe(minutes.Sum(candle => candle.Trades));
    }

    [Fact]
    public async Task Clock_AtASpeed_RunsThatFast()
    {
        await using var simulation = await Simulation.StartAsync(options => options.Speed = 60);
        simulation.Advance(10);
        (await simulation.JsonAsync("/fapi/v1/time")).GetProperty("serverTime").GetInt64()
            .ShouldBe(Simulation.Start.AddMinutes(10).ToUnixTimeMilliseconds());
    }

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static int Used(HttpResponseMessage response) =>
        int.Parse(response.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single(), CultureInfo.InvariantCulture);

    private static async Task<long[]> OpensAsync(Simulation simulation, string query) =>
        [.. (await simulation.JsonAsync($"/fapi/v1/klines?symbol=BTCUSDT&interval=1m&{query}")).EnumerateArray().Select(row => row[0].GetInt64())];

    private static async Task<(int Status, int Code, double RetryAfter)> StatusAsync(Simulation simulation)
    {
        using var response = await simulation.AskAsync("/fapi/v1/ping");
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return ((int)response.StatusCode, body.TryGetProperty("code", out var code) ? code.GetInt32() : 0,
            response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0);
    }
}
