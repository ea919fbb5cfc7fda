using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

/// <summary>The account that is there by itself, on the simulated market.</summary>
public sealed class TradingTests(SiloFixture silo)
{
    private const string Account = "/api/v1/accounts/paper";
    private const string Refused = $"/api/v1/accounts/{SiloFixture.RefusedAccount}";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_AtTheMarket_FillsShowsAndCloses_AndTheBooksAreTheFillsArithmetic()
    {
        const string Instrument = "binance:ETHUSDT";
        await ReadyAsync();
        var key = $"t-{Guid.NewGuid():N}";
        var order = new { instrument = Instrument, side = "buy", type = "market", notional = 500 };
        var (status, placed) = await SendAsync(HttpMethod.Post, $"{Account}/orders", order, key);
        status.ShouldBe(HttpStatusCode.Created, $"{placed}");
        placed.GetProperty("state").GetString().ShouldBe("Filled");
        var id = placed.GetProperty("id").GetString();

        var (again, repeated) = await SendAsync(HttpMethod.Post, $"{Account}/orders", order, key);
        (again, repeated.GetProperty("id").GetString()).ShouldBe((HttpStatusCode.OK, id));
        var (reused, problem) = await SendAsync(HttpMethod.Post, $"{Account}/orders", order with { notional = 600 }, key);
        (reused, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()).ShouldBe((HttpStatusCode.Conflict, "key-reused", "Idempotency-Key"));

        var position = (await silo.GetAsync($"{Account}/positions")).EnumerateArray().Single(held => held.GetProperty("instrument").GetString() == Instrument);
        position.GetProperty("quantity").GetDecimal().ShouldBe(placed.GetProperty("filled").GetDecimal());
        position.GetProperty("side").GetString().ShouldBe("net");

        var entry = position.GetProperty("entryPrice").GetDecimal();
        var (guarded, withGuards) = await SendAsync(HttpMethod.Put, $"{Account}/positions/{Instrument}/guards", new { stopLoss = Math.Round(entry / 2, 1) });
        guarded.ShouldBe(HttpStatusCode.OK, $"{withGuards}");
        withGuards.GetProperty("guards").GetProperty("stopLoss").GetDecimal().ShouldBe(Math.Round(entry / 2, 1));
        var (wrong, guardProblem) = await SendAsync(HttpMethod.Put, $"{Account}/positions/{Instrument}/guards", new { stopLoss = entry * 2 });
        (wrong, guardProblem.GetProperty("code").GetString(), guardProblem.GetProperty("field").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "invalid-guards", "stopLoss"));

        var before = await silo.GetAsync(Account);
        var (closing, closed) = await SendAsync(HttpMethod.Post, $"{Account}/positions/{Instrument}/close", null);
        (closing, closed.GetProperty("state").GetString()).ShouldBe((HttpStatusCode.Created, "Filled"), $"{closed}");
        (await silo.GetAsync($"{Account}/positions")).EnumerateArray().ShouldNotContain(held => held.GetProperty("instrument").GetString() == Instrument);

        var fills = (await silo.GetAsync($"{Account}/fills?instrument={Instrument}&limit=1000")).EnumerateArray()
            .Where(fill => fill.GetProperty("orderId").GetString() is { } of && (of == id || of == closed.GetProperty("id").GetString())).ToList();
        var gain = fills.Sum(fill => (fill.GetProperty("side").GetString() == "sell" ? 1 : -1) * fill.GetProperty("price").GetDecimal() * fill.GetProperty("quantity").GetDecimal());
        var after = await silo.GetAsync(Account);
        (after.GetProperty("realised").GetDecimal() - before.GetProperty("realised").GetDecimal()).ShouldBe(gain);
        var fees = fills.Where(fill => fill.GetProperty("orderId").GetString() != id).Sum(fill => fill.GetProperty("fee").GetDecimal());
        (after.GetProperty("cash").GetDecimal() - before.GetProperty("cash").GetDecimal()).ShouldBe(gain - fees);
    }

    [Theory]
    [InlineData("""{"instrument":"binance:NONEUSDT","side":"buy","quantity":1}""", 422, "unknown-instrument", "instrument")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":0.0000001}""", 422, "below-minimum", "quantity")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"sell","quantity":1,"reduceOnly":true}""", 422, "nothing-to-reduce", "reduceOnly")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","notional":1000000}""", 422, "risk-limit", "")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":1000000}""", 422, "above-maximum", "quantity")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","type":"limit","price":1000000,"quantity":0.01}""", 422, "price-band", "price")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":1,"notional":5}""", 400, "invalid-order", "quantity")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","type":"limit","quantity":1}""", 400, "invalid-order", "price")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","notional":100,"guards":{"stopLoss":10000000}}""", 422, "invalid-guards", "guards.stopLoss")]
    public async Task Order_ThatTheRulesRefuse_SaysWhyAndIsNeitherSentNorReservedNorAnOrder(string body, int status, string code, string field)
    {
        await Eventually.GetAsync(() => silo.GetAsync(Refused), account => account.GetProperty("isReady").GetBoolean(), Limit);
        var before = (await silo.GetAsync(Refused)).GetProperty("version").GetInt64();
        var key = $"r-{Guid.NewGuid():N}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Refused}/orders");
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await silo.Client.SendAsync(request, Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        ((int)answer.StatusCode).ShouldBe(status, $"{problem}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()).ShouldBe((code, field), $"{problem}");
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();

        (await silo.GetAsync($"{Refused}/orders?limit=1000")).GetArrayLength().ShouldBe(0);
        (await silo.GetAsync($"{Refused}/fills?limit=1000")).GetArrayLength().ShouldBe(0);
        var account = await silo.GetAsync(Refused);
        (account.GetProperty("reserved").GetDecimal(), account.GetProperty("openOrders").GetInt32(), account.GetProperty("cash").GetDecimal(), account.GetProperty("free").GetDecimal())
            .ShouldBe((0m, 0, 10_000m, 10_000m));
        var news = (await silo.GetAsync($"{Refused}/events?limit=1000")).EnumerateArray()
            .Where(stored => stored.GetProperty("version").GetInt64() > before && stored.GetProperty("event").GetString() != "equity").ToList();
        var refused = news.ShouldHaveSingleItem();
        (refused.GetProperty("event").GetString(), refused.GetProperty("refused").GetProperty("code").GetString(), refused.GetProperty("refused").GetProperty("intentKey").GetString())
            .ShouldBe(("refused", code, $"api/{key}"));
    }

    [Theory]
    [InlineData("""{"instrument":"BTCUSDT","side":"buy","quantity":1}""", "instrument")]
    [InlineData("""{"instrument":"binance:BTCUSDT","quantity":1}""", "side")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"long","quantity":1}""", "side")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":"many"}""", "quantity")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":1,"type":"odd"}""", "type")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":1,"leverage":3}""", "leverage")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":1,"guards":{"takeProfits":[{"price":1}]}}""", "guards.takeProfits[0]")]
    [InlineData("""{"instrument":"binance:BTCUSDT","side":"buy","quantity":1,"guards":[]}""", "guards")]
    [InlineData("[]", "body")]
    public async Task Order_OfABadForm_NamesTheMember(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await silo.Client.PostAsync($"{Account}/orders", content, Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{problem}");
        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{problem}");
    }

    [Fact]
    public async Task Absent_AccountOrderAndPosition_AreNotFound()
    {
        (await silo.GetProblemAsync("/api/v1/accounts/none", 404)).GetProperty("detail").GetString()!.ShouldContain("paper");
        await silo.GetProblemAsync("/api/v1/accounts/none/orders", 404);
        await silo.GetProblemAsync("/api/v1/accounts/none/positions", 404);
        await silo.GetProblemAsync("/api/v1/accounts/none/fills", 404);
        await silo.GetProblemAsync("/api/v1/accounts/none/limits", 404);
        await silo.GetProblemAsync($"{Account}/orders/none", 404);
        (await SendAsync(HttpMethod.Delete, $"{Account}/orders/none", null)).Status.ShouldBe(HttpStatusCode.NotFound);
        var (status, problem) = await SendAsync(HttpMethod.Put, $"{Account}/positions/binance:SOLUSDT/guards", new { stopLoss = 1 });
        (status, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.NotFound, "unknown-position"));
        await silo.GetProblemAsync($"{Account}/orders?limit=0", 400);
        await silo.GetProblemAsync($"{Account}/fills?before=now", 400);
    }

    [Fact]
    public async Task Limits_Changed_AreKeptAndTheOthersStay()
    {
        await ReadyAsync();
        var (status, changed) = await SendAsync(HttpMethod.Patch, $"{Account}/limits", new { netExposure = new { value = 400, action = "reduce" }, concentration = 99 });
        status.ShouldBe(HttpStatusCode.OK, $"{changed}");
        LimitOf(changed, "netExposure").ShouldBe((400m, "reduce"));
        LimitOf(changed, "leverage").ShouldBe((5m, "refuse"));
        (await SendAsync(HttpMethod.Patch, $"{Account}/limits", new { netExposure = (int?)null, concentration = (int?)null })).Status.ShouldBe(HttpStatusCode.OK);
        LimitOf(await silo.GetAsync($"{Account}/limits"), "netExposure").ShouldBe((null, null));
        foreach (var (body, field) in new (object, string)[] { (new { odd = 1 }, "odd"), (new { leverage = -1 }, "leverage"), (new { leverage = "x" }, "leverage"), (new { }, "body") })
        {
            var (refused, problem) = await SendAsync(HttpMethod.Patch, $"{Account}/limits", body);
            refused.ShouldBe(HttpStatusCode.BadRequest, $"{problem}");
            problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{problem}");
        }
    }

    [Fact]
    public async Task Order_Resting_IsListedAndCancelled()
    {
        await ReadyAsync();
        var price = (await silo.GetAsync("/api/v1/instruments/binance:SOLUSDT")).GetProperty("lastPrice").GetDecimal();
        var (status, placed) = await SendAsync(
            HttpMethod.Post, $"{Account}/orders",
            new { instrument = "binance:SOLUSDT", side = "buy", type = "limit", price = Math.Round(price * 0.93m, 1), notional = 2000, timeInForce = "post-only" });
        status.ShouldBe(HttpStatusCode.Created, $"{placed}");
        placed.GetProperty("state").GetString().ShouldBe("Accepted", $"{placed}");
        var id = placed.GetProperty("id").GetString()!;
        (await silo.GetAsync($"{Account}/orders?open=true&instrument=binance:SOLUSDT")).EnumerateArray().ShouldContain(order => order.GetProperty("id").GetString() == id);
        (await silo.GetAsync($"{Account}/orders/{id}")).GetProperty("timeInForce").GetString().ShouldBe("post-only");
        var (cancelling, cancelled) = await SendAsync(HttpMethod.Delete, $"{Account}/orders/{id}", null);
        (cancelling, cancelled.GetProperty("state").GetString()).ShouldBe((HttpStatusCode.OK, "Cancelled"));
        (await silo.GetAsync($"{Account}/orders?open=true")).EnumerateArray().ShouldNotContain(order => order.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task Leverage_Set_IsKeptAndListed_AndTheMarginModeStaysUnlessGiven()
    {
        await ReadyAsync();
        var path = $"{Account}/leverage/binance:SOLUSDT";
        var (status, set) = await SendAsync(HttpMethod.Put, path, new { leverage = 7, marginMode = "isolated" });
        status.ShouldBe(HttpStatusCode.OK, $"{set}");
        (set.GetProperty("instrument").GetString(), set.GetProperty("leverage").GetInt32(), set.GetProperty("marginMode").GetString()).ShouldBe(("binance:SOLUSDT", 7, "isolated"));
        (await SendAsync(HttpMethod.Put, path, new { leverage = 5 })).Body.GetProperty("marginMode").GetString().ShouldBe("isolated");
        var listed = (await silo.GetAsync($"{Account}/leverage")).EnumerateArray().Single(one => one.GetProperty("instrument").GetString() == "binance:SOLUSDT");
        listed.GetProperty("leverage").GetInt32().ShouldBe(5);
        (await SendAsync(HttpMethod.Put, path, new { leverage = 5, marginMode = "cross" })).Status.ShouldBe(HttpStatusCode.OK);

        var (unknown, problem) = await SendAsync(HttpMethod.Put, $"{Account}/leverage/binance:NONEUSDT", new { leverage = 5 });
        (unknown, problem.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "unknown-instrument"));
        await silo.GetProblemAsync("/api/v1/accounts/none/leverage", 404);
    }

    [Theory]
    [InlineData("leverage/binance:SOLUSDT", "{}", "leverage")]
    [InlineData("leverage/binance:SOLUSDT", """{"leverage":0}""", "leverage")]
    [InlineData("leverage/binance:SOLUSDT", """{"leverage":126}""", "leverage")]
    [InlineData("leverage/binance:SOLUSDT", """{"leverage":2.5}""", "leverage")]
    [InlineData("leverage/binance:SOLUSDT", """{"leverage":"high"}""", "leverage")]
    [InlineData("leverage/binance:SOLUSDT", """{"leverage":5,"marginMode":"crossed"}""", "marginMode")]
    [InlineData("leverage/SOLUSDT", """{"leverage":5}""", "instrument")]
    [InlineData("protection", "{}", "percent")]
    [InlineData("protection", """{"percent":50.1}""", "percent")]
    [InlineData("protection", """{"percent":-1}""", "percent")]
    [InlineData("protection", """{"percent":"far"}""", "percent")]
    [InlineData("protection", """{"percent":10,"odd":1}""", "odd")]
    [InlineData("position-mode", "{}", "isHedged")]
    [InlineData("position-mode", """{"isHedged":"yes"}""", "isHedged")]
    [InlineData("position-mode", """{"isHedged":true,"odd":1}""", "odd")]
    public async Task Setting_OfABadForm_NamesTheMember(string path, string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await silo.Client.PutAsync($"{Account}/{path}", content, Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{problem}");
        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{problem}");
    }

    [Fact]
    public async Task Events_AreTheAudit_NewestFirstPageByPage()
    {
        await ReadyAsync();
        (await SendAsync(HttpMethod.Patch, $"{Account}/limits", new { correlationBucket = 9_000 })).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Patch, $"{Account}/limits", new { correlationBucket = (int?)null })).Status.ShouldBe(HttpStatusCode.OK);
        var newest = (await silo.GetAsync($"{Account}/events?limit=1000")).EnumerateArray().ToList();
        var limits = newest.First(stored => stored.GetProperty("event").GetString() == "limits");
        limits.GetProperty("by").GetString().ShouldNotBeNullOrEmpty();
        limits.GetProperty("limits").EnumerateArray().ShouldContain(limit => limit.GetProperty("rule").GetString() == "leverage");
        limits.TryGetProperty("fill", out _).ShouldBeFalse("members that a kind has no use for are left out");

        var walked = new List<long>();
        for (var before = newest[0].GetProperty("version").GetInt64() + 1; before > 1;)
        {
            var page = (await silo.GetAsync($"{Account}/events?before={before}&limit=7")).EnumerateArray().Select(stored => stored.GetProperty("version").GetInt64()).ToList();
            page.Count.ShouldBeInRange(1, 7);
            walked.AddRange(page);
            before = page[^1];
        }

        walked.ShouldBe(Enumerable.Range(1, walked.Count).Reverse().Select(number => (long)number));
        var first = (await silo.GetAsync($"{Account}/events?before=3")).EnumerateArray().ToList();
        first.Select(stored => stored.GetProperty("event").GetString()).ShouldBe(["cash", "opened"]);
        first[0].GetProperty("cash").GetProperty("amount").GetDecimal().ShouldBe(10_000m);
        await silo.GetProblemAsync($"{Account}/events?before=now", 400);
        await silo.GetProblemAsync($"{Account}/events?limit=1001", 400);
        await silo.GetProblemAsync("/api/v1/accounts/none/events", 404);
    }

    private static (decimal?, string?) LimitOf(JsonElement limits, string rule)
    {
        var limit = limits.EnumerateArray().Single(candidate => candidate.GetProperty("rule").GetString() == rule);
        return limit.GetProperty("value").ValueKind == JsonValueKind.Null
            ? (null, limit.GetProperty("action").GetString())
            : (limit.GetProperty("value").GetDecimal(), limit.GetProperty("action").GetString());
    }

    private Task<JsonElement> ReadyAsync() =>
        Eventually.GetAsync(() => silo.GetAsync(Account), account => account.GetProperty("isReady").GetBoolean(), Limit);

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await silo.Client.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
