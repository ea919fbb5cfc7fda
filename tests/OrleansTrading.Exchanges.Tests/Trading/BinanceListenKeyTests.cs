using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>The life of an account's stream: its key and its connections.</summary>
public sealed class BinanceListenKeyTests
{
    [Fact]
    public async Task Key_Expired_IsReplacedAndTheSinkHears()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        await trading.NextCallAsync("POST", "/fapi/v1/listenKey");
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(30));
        await venue.SendAsync("""{"e":"listenKeyExpired","E":1,"listenKey":"x"}""");
        (await trading.Sink.WhenInterruptedAsync()).ShouldContain("expired");
        await trading.NextCallAsync("POST", "/fapi/v1/listenKey");
        // A connection that was sound is followed by the next one at once.
        var next = await trading.Bench.Venue.NextConnectionAsync();
        await trading.Sink.WhenConnectedAsync();
        await next.SendAsync(Event("a1", 77, "NEW", "NEW", "0"));
        (await trading.Sink.UntilAsync<OrderReport>()).OrderId.ShouldBe("a1");
    }

    [Fact]
    public async Task Key_AtItsPeriod_IsRenewed()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("PUT", "/fapi/v1/listenKey", call => call.AnswerAsync("{}"));
        await trading.ListenAsync();
        for (var renewal = 0; renewal < 3; renewal++)
        {
            await trading.Bench.Time.WhenArmedAsync(2).WaitAsync(Patience.Long);
            trading.Bench.Time.Advance(TimeSpan.FromMinutes(30));
            var call = await trading.NextCallAsync("PUT", "/fapi/v1/listenKey");
            (call.Key, call["signature"]).ShouldBe((ScriptedTrading.Key, null));
            // From here on the next renewal is about to be waited for; the timer of this one is gone.
            await trading.Bench.Log.WhenLoggedAsync(2428);
        }

        trading.Bench.Venue.HasWaitingConnection.ShouldBeFalse();
    }

    [Fact]
    public async Task Key_UnknownToTheVenue_IsReplaced()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("PUT", "/fapi/v1/listenKey", call => call.RefuseAsync(400, -1125, "This listenKey does not exist."));
        await trading.ListenAsync();
        await trading.Bench.Time.WhenArmedAsync(2).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(TimeSpan.FromMinutes(30));
        (await trading.Sink.WhenInterruptedAsync()).ShouldContain("-1125");
        await trading.Bench.Log.WhenLoggedAsync(2422);
        await trading.Bench.Time.WhenArmedAsync(1).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await trading.Bench.Venue.NextConnectionAsync();
        await trading.Sink.WhenConnectedAsync();
    }

    [Fact]
    public async Task Connection_Dropped_IsMadeAnewAfterAWait()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        venue.Drop();
        await trading.Sink.WhenInterruptedAsync();
        await trading.Bench.Log.WhenLoggedAsync(2422);
        await trading.Bench.Time.WhenArmedAsync(1).WaitAsync(Patience.Long);
        trading.Bench.Venue.HasWaitingConnection.ShouldBeFalse();
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(3));
        await trading.Bench.Venue.NextConnectionAsync();
        await trading.Sink.WhenConnectedAsync();
    }

    [Fact]
    public async Task Connection_OfADay_IsReplacedWithoutAGap()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("PUT", "/fapi/v1/listenKey", call => call.AnswerAsync("{}"));
        var old = await trading.ListenAsync();
        await trading.Bench.Time.WhenArmedAsync(2).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(trading.Bench.Options.Streams.MaxConnectionAge + TimeSpan.FromSeconds(2));
        var next = await trading.Bench.Venue.NextConnectionAsync();
        await old.CloseSeen.WaitAsync(Patience.Long);
        await next.SendAsync(Event("a1", 77, "NEW", "NEW", "0"));
        // Neither an interruption nor a connection was told.
        (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>().OrderId.ShouldBe("a1");
    }

    [Fact]
    public async Task Listening_WithFaults_LogsNoListenKey()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("PUT", "/fapi/v1/listenKey", call => call.RefuseAsync(400, -1125, $"This listenKey {ScriptedTrading.ListenKey} does not exist."));
        await trading.ListenAsync();
        await trading.Bench.Time.WhenArmedAsync(2).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(TimeSpan.FromMinutes(30));
        (await trading.Sink.WhenInterruptedAsync()).ShouldNotContain(ScriptedTrading.ListenKey);
        await trading.Bench.Log.WhenLoggedAsync(2422);
        trading.Bench.Log.Texts.ShouldAllBe(text => !text.Contains(ScriptedTrading.ListenKey) && !text.Contains(ScriptedTrading.Key));
    }

    private static string Event(string clientId, long orderId, string execution, string status, string executed, long tradeId = 0) =>
        $$$"""
        {"e":"ORDER_TRADE_UPDATE","E":1000,"T":1000,"o":{"s":"BTCUSDT","c":"{{{clientId}}}","S":"BUY","o":"LIMIT","f":"GTC","q":"0.001","p":"50000.1","ap":"50000.1","sp":"0","x":"{{{execution}}}",
        "X":"{{{status}}}","i":{{{orderId}}},"l":"{{{executed}}}","z":"{{{executed}}}","L":"50000.1","N":"USDT","n":"0.02","T":1000,"t":{{{tradeId}}},"m":true,"R":false,"ot":"LIMIT","ps":"BOTH"}}
        """;
}
