using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Faults;

public class FaultTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Drop_CutsTheConnectionsThatItMeans(bool abrupt)
    {
        await using var simulation = await Simulation.StartAsync();
        await using var cut = await simulation.ConnectAsync("/market/ws");
        await cut.SubscribeAsync("btcusdt@aggTrade");
        await using var other = await simulation.ConnectAsync("/market/ws");
        await other.SubscribeAsync("ethusdt@aggTrade");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Drop, Symbol = "BTCUSDT", Abrupt = abrupt });
        await Should.ThrowAsync<WebSocketException>(cut.NextTextAsync);
        await other.RequestAsync("LIST_SUBSCRIPTIONS");
    }

    [Fact]
    public async Task Refuse_LastsForItsTime()
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Refuse, Path = "market", DurationMs = 5_000, Abrupt = false });
        await Should.ThrowAsync<WebSocketException>(() => simulation.ConnectAsync("/market/ws"));
        await using var another = await simulation.ConnectAsync("/public/ws");
        simulation.Advance(5);
        await using var client = await simulation.ConnectAsync("/market/ws");
    }

    [Fact]
    public async Task Freeze_StopsOneStreamWhileOthersFlow()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade", "ethusdt@aggTrade", "btcusdt@kline_1m");
        var id = simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Freeze, Symbol = "BTCUSDT", Stream = "aggTrade" });
        simulation.Advance(30);
        var last = simulation.Host.Market.Trades("ETHUSDT", Simulation.Start, Simulation.Start.AddSeconds(30))[^1].AggregateId;
        var kinds = new HashSet<string>();
        JsonElement frame;
        do
        {
            frame = await client.NextAsync();
            kinds.Add(frame.GetProperty("e").GetString()! + frame.GetProperty("s").GetString());
        }
        while (!frame.TryGetProperty("a", out var aggregate) || aggregate.GetInt64() != last);

        kinds.Order().ShouldBe(["aggTradeETHUSDT", "klineBTCUSDT"]);
        simulation.Host.Faults.Clear(id).ShouldBeTrue();
        simulation.Advance(30);
        do
        {
            frame = await client.NextAsync();
        }
        while (frame.GetProperty("e").GetString() != "aggTrade" || frame.GetProperty("s").GetString() != "BTCUSDT");
    }

    [Fact]
    public async Task Silence_LeavesPingsAndAnswers()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await RawSocket.ConnectAsync(simulation.Host, "/market/ws/btcusdt@aggTrade/btcusdt@markPrice@1s");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Silence });
        simulation.Time.Advance(TimeSpan.FromMinutes(3));
        (await client.ReadAsync()).Opcode.ShouldBe(Simulator.Streams.WebSocketFrame.Ping);
    }

    [Fact]
    public async Task Duplicate_SendsFramesTwice()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Duplicate, Count = 2 });
        simulation.Advance(30);
        var ids = await AggregateIdsAsync(client, 6);
        ids.ShouldBe([ids[0], ids[0], ids[0] + 1, ids[0] + 1, ids[0] + 2, ids[0] + 3]);
    }

    [Fact]
    public async Task Reorder_SwapsPairs()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Reorder, Stream = "btcusdt@aggTrade", Count = 2 });
        simulation.Advance(30);
        var ids = await AggregateIdsAsync(client, 6);
        ids.ShouldBe([ids[1] + 1, ids[1], ids[1] + 3, ids[1] + 2, ids[1] + 4, ids[1] + 5]);
    }

    [Fact]
    public async Task Malformed_CutsFramesShort()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Malformed, Count = 1 });
        simulation.Advance(30);
        var broken = await client.NextTextAsync();
        Should.Throw<JsonException>(() => JsonDocument.Parse(broken));
        (await client.NextAsync()).GetProperty("e").GetString().ShouldBe("aggTrade");
    }

    [Fact]
    public async Task Delay_HoldsFramesBack()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SubscribeAsync("btcusdt@aggTrade", "ethusdt@markPrice@1s");
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Delay, Symbol = "BTCUSDT", DelayMs = 60_000 });
        simulation.Advance(10);
        // Prices of the first ten seconds come, none of the many trades does.
        for (var i = 0; i < 10; i++)
        {
            (await client.NextAsync()).GetProperty("e").GetString().ShouldBe("markPriceUpdate");
        }

        simulation.Advance(60);
        JsonElement frame;
        do
        {
            frame = await client.NextAsync();
        }
        while (frame.GetProperty("e").GetString() != "aggTrade");

        frame.GetProperty("T").GetInt64().ShouldBeLessThan(Simulation.Start.AddSeconds(10).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Gap_BreaksTheChainOfDepthIds()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/public/ws");
        await client.SubscribeAsync("btcusdt@depth@100ms");
        simulation.Advance(1);
        var before = await client.NextAsync();
        for (var i = 0; i < 9; i++)
        {
            before = await client.NextAsync();
        }

        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Gap, Symbol = "BTCUSDT", Count = 3 });
        simulation.Advance(1);
        var after = await client.NextAsync();
        (after.GetProperty("E").GetInt64() - before.GetProperty("E").GetInt64()).ShouldBe(400);
        after.GetProperty("pu").GetInt64().ShouldBeGreaterThan(before.GetProperty("u").GetInt64());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(418)]
    [InlineData(503)]
    public async Task Http_FailsTheRequestsThatItMeans(int status)
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = status, Path = "/fapi/v1/time", Count = 1, RetryAfterSeconds = 7 });
        (await simulation.GetAsync("/fapi/v1/ping")).ShouldBe("{}");
        using var failed = await simulation.AskAsync("/fapi/v1/time");
        ((int)failed.StatusCode).ShouldBe(status);
        failed.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (failed.Headers.RetryAfter is null).ShouldBe(status == 503);
        using var again = await simulation.AskAsync("/fapi/v1/time");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Garble_SpoilsTheAnswersThatItMeans_EachInAnotherWay()
    {
        await using var simulation = await Simulation.StartAsync();
        const string asked = "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=5";
        var meant = await simulation.GetAsync(asked);
        JsonDocument.Parse(meant).RootElement.GetArrayLength().ShouldBe(5);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Garble, Path = "/fapi/v1/klines", Count = GarbledAnswers.Ways });
        (await simulation.GetAsync("/fapi/v1/ping")).ShouldBe("{}");
        var bodies = new List<byte[]>();
        for (var way = 0; way < GarbledAnswers.Ways; way++)
        {
            using var answer = await simulation.AskAsync(asked);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            bodies.Add(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        bodies.Select(Convert.ToHexString).ShouldBeUnique();
        bodies.Count(IsSound).ShouldBe(0);
        (await simulation.GetAsync(asked)).ShouldBe(meant);

        static bool IsSound(byte[] body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(row => row.EnumerateArray().All(cell => cell.ToString() != ""));
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("/0/public/Time")]
    [InlineData("/api/v5/public/time")]
    public async Task Garble_WithoutAPath_MeansEveryVenue(string path)
    {
        await using var simulation = await Simulation.StartAsync();
        var meant = await simulation.GetAsync(path);
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Garble, Count = 1 });
        (await simulation.GetAsync(path)).ShouldBe(meant[..(meant.Length * 2 / 3)]);
        (await simulation.GetAsync(path)).ShouldBe(meant);
    }

    [Fact]
    public async Task Garble_OfAPathThatIsNone_IsNoFault()
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Host.Faults.Validate(new FaultRequest { Fault = FaultKind.Garble, Path = "market" }).Keys.ShouldBe(["path"]);
        simulation.Host.Faults.Validate(new FaultRequest { Fault = FaultKind.Garble, Path = "/fapi/v1/order" }).ShouldBeEmpty();
    }

    [Fact]
    public async Task Skew_ShiftsWhatTheVenueTells()
    {
        await using var simulation = await Simulation.StartAsync();
        simulation.Host.Faults.Inject(new FaultRequest { Fault = FaultKind.Skew, SkewMs = -90_000, DurationMs = 1_000 });
        var start = Simulation.Start.ToUnixTimeMilliseconds();
        (await simulation.JsonAsync("/fapi/v1/time")).GetProperty("serverTime").GetInt64().ShouldBe(start - 90_000);
        simulation.Advance(1);
        (await simulation.JsonAsync("/fapi/v1/time")).GetProperty("serverTime").GetInt64().ShouldBe(start + 1_000);
    }

    private static async Task<long[]> AggregateIdsAsync(StreamClient client, int count)
    {
        var ids = new long[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = (await client.NextAsync()).GetProperty("a").GetInt64();
        }

        return ids;
    }
}
