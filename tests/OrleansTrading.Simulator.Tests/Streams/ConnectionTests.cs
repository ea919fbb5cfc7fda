using System.Net.WebSockets;
using System.Text.Json;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Streams;

public class ConnectionTests
{
    [Theory]
    [InlineData("hello", 3)]
    [InlineData("[1]", 3)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":-1}", 2)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"id\":1}", 2)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"params\":[\"\\ud800\"],\"id\":1}", 3)]
    [InlineData("{\"method\":\"\\udc00\",\"params\":[],\"id\":1}", 3)]
    [InlineData("{\"method\":\"SUBSCRIBE\",\"params\":[7],\"id\":1}", 2)]
    [InlineData("{\"method\":\"SING\",\"params\":[],\"id\":1}", 2)]
    [InlineData("{\"method\":\"GET_PROPERTY\",\"params\":[\"colour\"],\"id\":1}", 0)]
    [InlineData("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",7],\"id\":1}", 1)]
    public async Task Request_ThatIsWrong_GetsAnErrorFrameAndTheConnectionGoesOn(string request, int code)
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        await client.SendAsync(request);
        (await client.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(code);
        await client.SubscribeAsync("btcusdt@aggTrade");
    }

    [Fact]
    public async Task Subscriptions_AreListedAndCanBeEnded()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws/btcusdt@aggTrade/ethusdt@aggTrade");
        await client.SubscribeAsync("bnbusdt@aggTrade");
        Names(await client.RequestAsync("LIST_SUBSCRIPTIONS")).ShouldBe(["btcusdt@aggTrade", "ethusdt@aggTrade", "bnbusdt@aggTrade"]);
        await client.RequestAsync("UNSUBSCRIBE", "btcusdt@aggTrade", "ethusdt@aggTrade");
        simulation.Advance(30);
        for (var i = 0; i < 5; i++)
        {
            (await client.NextAsync()).GetProperty("s").GetString().ShouldBe("BNBUSDT");
        }
    }

    [Fact]
    public async Task CombinedProperty_WrapsFramesFromThenOn()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws/btcusdt@markPrice@1s");
        await client.SendAsync("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":\"abc\"}");
        (await client.NextAsync()).GetProperty("id").GetString().ShouldBe("abc");
        simulation.Advance(2);
        (await client.NextAsync()).GetProperty("stream").GetString().ShouldBe("btcusdt@markPrice@1s");
    }

    [Fact]
    public async Task Streams_BeyondTheLimitOfAConnection_AreRefused()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        var names = Enumerable.Range(0, StreamConnection.MostStreams).Select(i => $"s{i}usdt@aggTrade").ToArray();
        await client.SubscribeAsync(names);
        (await client.RequestAsync("SUBSCRIBE", "btcusdt@aggTrade")).TryGetProperty("error", out _).ShouldBeTrue();
        Names(await client.RequestAsync("LIST_SUBSCRIPTIONS")).Length.ShouldBe(StreamConnection.MostStreams);
    }

    [Fact]
    public async Task ControlMessages_TooManyASecond_EndTheConnection()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/ws");
        for (var i = 0; i < ControlRate.MostPerSecond; i++)
        {
            await client.RequestAsync("LIST_SUBSCRIPTIONS");
        }

        simulation.Advance(1);
        await client.RequestAsync("LIST_SUBSCRIPTIONS");
        await Should.ThrowAsync<WebSocketException>(async () =>
        {
            for (var i = 0; i < 2 * ControlRate.MostPerSecond; i++)
            {
                await client.RequestAsync("LIST_SUBSCRIPTIONS");
            }
        });
    }

    [Fact]
    public async Task Connection_ThatAnswersPings_LivesADayAndNoLonger()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await RawSocket.ConnectAsync(simulation.Host, "/market/ws");
        for (var minutes = 3; minutes <= 12; minutes += 3)
        {
            simulation.Time.Advance(TimeSpan.FromMinutes(3));
            var (opcode, payload) = await client.ReadAsync();
            opcode.ShouldBe(WebSocketFrame.Ping);
            await client.SendAsync(WebSocketFrame.Pong, payload);
            // A ping of the client's own comes back after its pong has been taken in.
            await client.SendAsync(WebSocketFrame.Ping, [1]);
            (await client.ReadAsync()).Opcode.ShouldBe(WebSocketFrame.Pong);
        }

        simulation.Time.Advance(TimeSpan.FromMinutes(11));
        // Three more pings stayed unanswered for ten minutes.
        await client.ReadUntilAsync(WebSocketFrame.Close);
    }

    [Fact]
    public async Task Connections_TooManyInFiveMinutes_AreRefused()
    {
        await using var simulation = await Simulation.StartAsync(options => options.ConnectionsPerFiveMinutes = 2);
        await using var first = await simulation.ConnectAsync("/market/ws");
        await using var second = await simulation.ConnectAsync("/public/ws");
        await Should.ThrowAsync<WebSocketException>(() => simulation.ConnectAsync("/market/ws"));
        simulation.Advance(301);
        await using var third = await simulation.ConnectAsync("/market/ws");
    }

    private static string[] Names(JsonElement answer) => [.. answer.GetProperty("result").EnumerateArray().Select(name => name.GetString()!)];
}
