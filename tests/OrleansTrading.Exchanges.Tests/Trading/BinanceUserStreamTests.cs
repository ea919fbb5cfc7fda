using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>The stream of an account at a scripted venue.</summary>
public sealed class BinanceUserStreamTests
{
    [Fact]
    public async Task Trade_OnTheStream_IsAFillBeforeItsReport()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        venue.Path.ShouldBe("/private/ws");
        await venue.SendAsync(Event("a1", 77, "TRADE", "FILLED", "0.001", tradeId: 5));
        var fill = (await trading.Sink.NextAsync()).ShouldBeOfType<Fill>();
        (fill.TradeId, fill.OrderId, fill.VenueOrderId, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.IsMaker, fill.Time).ShouldBe(
            ("5", "a1", "77", 50_000.1m, 0.001m, 0.02m, "USDT", true, 1000L));
        var report = (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>();
        (report.OrderId, report.VenueId, report.State, report.Filled, report.AveragePrice).ShouldBe(("a1", "77", OrderState.Filled, 0.001m, 50_000.1m));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Triggered_UnderAnotherName_IsBookedToOurId(bool triggerIsToldFirst)
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        await venue.SendAsync(Algo("s1", "NEW", ""));
        (await trading.Sink.UntilAsync<OrderReport>()).OrderId.ShouldBe("s1");
        if (triggerIsToldFirst)
            await venue.SendAsync(Algo("s1", "TRIGGERED", "4711"));
        await venue.SendAsync(Event("strange", 4711, "TRADE", "FILLED", "0.001", tradeId: 5));
        if (!triggerIsToldFirst)
            await venue.SendAsync(Algo("s1", "TRIGGERED", "4711"));
        (await trading.Sink.UntilAsync<Fill>()).OrderId.ShouldBe("s1");
        var report = await trading.Sink.UntilAsync<OrderReport>();
        (report.OrderId, report.VenueId, report.State).ShouldBe(("s1", "4711", OrderState.Filled));
        await venue.SendAsync(Algo("s1", "FINISHED", "4711"));
        await venue.SendAsync(Event("last", 1, "NEW", "NEW", "0"));
        (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>().OrderId.ShouldBe("last");
    }

    [Fact]
    public async Task Triggered_UnderItsOwnName_IsToldAtOnce()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        await venue.SendAsync(Algo("s1", "NEW", ""));
        await venue.SendAsync(Event("s1", 4711, "TRADE", "FILLED", "0.001", tradeId: 5));
        (await trading.Sink.UntilAsync<Fill>()).OrderId.ShouldBe("s1");
    }

    [Fact]
    public async Task Stranger_WhileAStopWaits_IsToldAfterTheHold()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        await venue.SendAsync(Algo("s1", "NEW", ""));
        await trading.Sink.UntilAsync<OrderReport>();
        await venue.SendAsync(Event("manual", 88, "NEW", "NEW", "0"));
        // Of the other side it cannot be: told at once, and so it tells that the first was read.
        await venue.SendAsync(Event("other", 89, "NEW", "NEW", "0").Replace("BUY", "SELL"));
        (await trading.Sink.UntilAsync<OrderReport>()).OrderId.ShouldBe("other");
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(4));
        (await trading.Sink.UntilAsync<OrderReport>()).OrderId.ShouldBe("manual");
    }

    [Fact]
    public async Task Rejected_AtItsTrigger_IsTold()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        await venue.SendAsync(Algo("s1", "REJECTED", "").Replace("\"gtd\":0", "\"gtd\":0,\"rm\":\"margin is insufficient\""));
        var report = await trading.Sink.UntilAsync<OrderReport>();
        (report.OrderId, report.State, report.Reason).ShouldBe(("s1", OrderState.Rejected, "margin is insufficient"));
    }

    [Fact]
    public async Task Funding_OnTheStream_IsToldByItsTransaction()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/income", call => call.AnswerAsync(
            $$"""
            [{"symbol":"BTCUSDT","incomeType":"FUNDING_FEE","income":"-0.5","asset":"USDT","time":{{ScriptedTrading.VenueTime}},"info":"x","tranId":7,"tradeId":""},
             {"symbol":"BTCUSDT","incomeType":"COMMISSION","income":"-0.1","asset":"USDT","time":{{ScriptedTrading.VenueTime}},"info":"x","tranId":8,"tradeId":"5"}]
            """));
        var venue = await trading.ListenAsync();
        await venue.SendAsync($$$"""{"e":"ACCOUNT_UPDATE","E":1,"T":{{{ScriptedTrading.VenueTime}}},"a":{"m":"FUNDING_FEE","B":[{"a":"USDT","wb":"99.5","cw":"99.5","bc":"-0.5"}],"P":[]}}""");
        var account = await trading.Sink.UntilAsync<VenueAccount>();
        (account.Balances["USDT"], account.IsComplete, account.IsHedged).ShouldBe((99.5m, false, null));
        // The income is asked for half a second later, and told at a look of the watch.
        await trading.Bench.Time.WhenArmedAsync(3).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        await trading.Bench.Log.WhenLoggedAsync(2432);
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        var move = await trading.Sink.UntilAsync<CashMoved>();
        (move.Id, move.Reason, move.Asset, move.Amount, move.Position).ShouldBe(
            ("binance-FUNDING_FEE-7-USDT-BTCUSDT", CashReason.Funding, "USDT", -0.5m, new PositionKey(ScriptedTrading.Bitcoin, PositionSide.Net)));
    }

    [Fact]
    public async Task Stream_Silent_IsNotTakenForDead()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("PUT", "/fapi/v1/listenKey", call => call.AnswerAsync("{}"));
        var venue = await trading.ListenAsync();
        for (var hour = 0; hour < 6; hour++)
            trading.Bench.Time.Advance(TimeSpan.FromHours(1));
        await venue.SendAsync(Event("a1", 77, "NEW", "NEW", "0"));
        (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>().OrderId.ShouldBe("a1");
    }

    [Fact]
    public async Task Stream_WithoutTheEventOfAnAnsweredOrder_IsFoundDeaf()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a1")));
        await trading.ListenAsync();
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        await trading.Bench.Time.WhenArmedAsync(2).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(12));
        (await trading.Sink.WhenInterruptedAsync()).ShouldContain("a1");
    }

    [Fact]
    public async Task Stream_WithTheEventBeforeTheAnswer_IsSound()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        trading.On("POST", "/fapi/v1/order", async call =>
        {
            await venue.SendAsync(Event("a1", 77, "NEW", "NEW", "0"));
            await trading.Sink.UntilAsync<OrderReport>();
            await call.AnswerAsync(ScriptedTrading.Written("a1"));
        });
        await trading.Session.PlaceAsync(ScriptedTrading.NewOrder(), default).WaitAsync(Patience.Long);
        trading.Bench.Time.Advance(TimeSpan.FromSeconds(30));
        await venue.SendAsync(Event("a2", 78, "NEW", "NEW", "0"));
        (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>().OrderId.ShouldBe("a2");
    }

    [Fact]
    public async Task Frames_ThatCannotBeRead_LeaveTheStreamAlive()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        foreach (var frame in (string[])["", "{", "[]", "1", "null", """{"e":"ORDER_TRADE_UPDATE"}""", """{"e":"ALGO_UPDATE","o":{}}""", """{"e":"ACCOUNT_UPDATE"}""", """{"e":"NEWS"}"""])
            await venue.SendAsync(frame);
        await venue.SendAsync(Event("a1", 77, "NEW", "NEW", "0"));
        (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>().OrderId.ShouldBe("a1");
        await trading.Bench.Log.WhenLoggedAsync(2425);
    }

    [Fact]
    public async Task ConditionalOrder_ThatWasRefused_HoldsNobodysOrderBack()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var venue = await trading.ListenAsync();
        trading.On("POST", "/fapi/v1/algoOrder", call => call.RefuseAsync(400, -2021, "Order would immediately trigger."));
        await Should.ThrowAsync<VenueException>(
            trading.Session.PlaceAsync(ScriptedTrading.NewOrder("s1", OrderType.StopMarket, 51_000m), default).WaitAsync(Patience.Long));
        // By hand, on its side: no time passes here, and what is held back would stay so.
        await venue.SendAsync(Event("byhand", 78, "NEW", "NEW", "0"));
        (await trading.Sink.NextAsync()).ShouldBeOfType<OrderReport>().OrderId.ShouldBe("byhand");
    }

    private static string Event(string clientId, long orderId, string execution, string status, string executed, long tradeId = 0) =>
        $$$"""
        {"e":"ORDER_TRADE_UPDATE","E":1000,"T":1000,"o":{"s":"BTCUSDT","c":"{{{clientId}}}","S":"BUY","o":"LIMIT","f":"GTC","q":"0.001","p":"50000.1","ap":"50000.1","sp":"0","x":"{{{execution}}}",
        "X":"{{{status}}}","i":{{{orderId}}},"l":"{{{executed}}}","z":"{{{executed}}}","L":"50000.1","N":"USDT","n":"0.02","T":1000,"t":{{{tradeId}}},"m":true,"R":false,"ot":"LIMIT","ps":"BOTH"}}
        """;

    private static string Algo(string clientId, string status, string actualId) =>
        $$$"""
        {"e":"ALGO_UPDATE","T":1000,"E":1000,"o":{"caid":"{{{clientId}}}","aid":9,"at":"CONDITIONAL","o":"STOP_MARKET","s":"BTCUSDT","S":"BUY","ps":"BOTH","f":"GTC","q":"0.001","X":"{{{status}}}",
        "ai":"{{{actualId}}}","ap":"0","aq":"0","act":"MARKET","tp":"51000","p":"0","V":"EXPIRE_MAKER","wt":"CONTRACT_PRICE","pm":"NONE","cp":false,"pP":false,"R":false,"tt":0,"gtd":0}}
        """;
}
