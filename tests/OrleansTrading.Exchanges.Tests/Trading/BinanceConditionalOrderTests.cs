using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Tests.Streams;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Conditional orders: another endpoint, other ids, and an order of its own once triggered.</summary>
public sealed class BinanceConditionalOrderTests
{
    [Fact]
    public async Task Place_OfAStop_GoesToItsOwnEndpoint()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("POST", "/fapi/v1/algoOrder", call => call.AnswerAsync(ScriptedTrading.WrittenAlgo("s1")));
        var report = await trading.Session.PlaceAsync(ScriptedTrading.NewOrder("s1", OrderType.StopMarket, 51_000.00m), default).WaitAsync(Patience.Long);
        (report.OrderId, report.VenueId, report.State).ShouldBe(("s1", "algo-9", OrderState.Accepted));
        trading.Asked.Single().Body.ShouldStartWith(
            "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&positionSide=BOTH&type=STOP_MARKET&quantity=0.001&triggerPrice=51000&workingType=CONTRACT_PRICE&clientAlgoId=s1&recvWindow");
    }

    [Theory]
    [InlineData("NEW", OrderState.Accepted)]
    [InlineData("TRIGGERING", OrderState.Accepted)]
    [InlineData("CANCELED", OrderState.Cancelled)]
    [InlineData("EXPIRED", OrderState.Expired)]
    [InlineData("REJECTED", OrderState.Rejected)]
    public async Task Find_OfOneThatIsNoOrder_TellsItsOwnState(string status, OrderState state)
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/algoOrder", call => call.AnswerAsync(ScriptedTrading.WrittenAlgo("s1", status)));
        var report = await trading.Session.FindOrderAsync(ScriptedTrading.Reference("s1", isConditional: true), default).WaitAsync(Patience.Long);
        (report!.OrderId, report.State).ShouldBe(("s1", state));
    }

    [Theory]
    [InlineData("FILLED", "0.001", OrderState.Filled)]
    [InlineData("PARTIALLY_FILLED", "0.0004", OrderState.PartiallyFilled)]
    [InlineData("CANCELED", "0.0004", OrderState.Cancelled)]
    [InlineData("NEW", "0", OrderState.Accepted)]
    public async Task Find_OfATriggered_TellsWhatBecameOfItUnderOurId(string status, string executed, OrderState state)
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/algoOrder", call => call.AnswerAsync(ScriptedTrading.WrittenAlgo("s1", "FINISHED", "4711")));
        trading.On("GET", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("other", status, executed, 4711)));
        var report = await trading.Session.FindOrderAsync(ScriptedTrading.Reference("s1", isConditional: true), default).WaitAsync(Patience.Long);
        (report!.OrderId, report.VenueId, report.State, report.Filled).ShouldBe(("s1", "4711", state, decimal.Parse(executed)));
        trading.Asked.Last()["orderId"].ShouldBe("4711");
    }

    [Fact]
    public async Task Find_OfOneThatTheVenueHasNot_IsNull()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/algoOrder", call => call.RefuseAsync(400, -2013, "Order does not exist."));
        trading.On("GET", "/fapi/v1/order", call => call.RefuseAsync(400, -2013, "Order does not exist."));
        (await trading.Session.FindOrderAsync(ScriptedTrading.Reference("s1", isConditional: true), default).WaitAsync(Patience.Long)).ShouldBeNull();
        (await trading.Session.FindOrderAsync(ScriptedTrading.Reference("a1"), default).WaitAsync(Patience.Long)).ShouldBeNull();
    }

    [Fact]
    public async Task Cancel_AnsweredWithIdsAlone_IsCancelled()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("DELETE", "/fapi/v1/algoOrder", call => call.AnswerAsync("""{"algoId":9,"clientAlgoId":"s1","code":"200","msg":"success"}"""));
        var report = await trading.Session.CancelAsync(ScriptedTrading.Reference("s1", isConditional: true), default).WaitAsync(Patience.Long);
        (report.OrderId, report.State).ShouldBe(("s1", OrderState.Cancelled));
    }

    [Fact]
    public async Task Cancel_OfATriggered_CancelsTheOrderThatItBecame()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("DELETE", "/fapi/v1/algoOrder", call => call.RefuseAsync(400, -2011, "Unknown order sent."));
        trading.On("GET", "/fapi/v1/algoOrder", call => call.AnswerAsync(ScriptedTrading.WrittenAlgo("s1", "TRIGGERED", "4711")));
        trading.On("DELETE", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("other", "CANCELED", "0", 4711)));
        var report = await trading.Session.CancelAsync(ScriptedTrading.Reference("s1", isConditional: true), default).WaitAsync(Patience.Long);
        (report.OrderId, report.State).ShouldBe(("s1", OrderState.Cancelled));
        trading.Asked.Last()["orderId"].ShouldBe("4711");
    }

    [Fact]
    public async Task Cancel_OfOneThatIsGone_IsAnUnknownOrder()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("DELETE", "/fapi/v1/algoOrder", call => call.RefuseAsync(400, -2011, "Unknown order sent."));
        trading.On("GET", "/fapi/v1/algoOrder", call => call.AnswerAsync(ScriptedTrading.WrittenAlgo("s1", "EXPIRED")));
        var fault = await Should.ThrowAsync<VenueException>(
            trading.Session.CancelAsync(ScriptedTrading.Reference("s1", isConditional: true), default).WaitAsync(Patience.Long));
        (fault.Kind, fault.IsOutcomeUnknown).ShouldBe((ErrorKind.UnknownOrder, false));
    }

    [Fact]
    public async Task OpenOrders_OfBothKinds_AreOneList()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/openOrders", call => call.AnswerAsync($"[{ScriptedTrading.Written("a1")}]"));
        trading.On("GET", "/fapi/v1/openAlgoOrders", call => call.AnswerAsync($"[{ScriptedTrading.WrittenAlgo("s1")}]"));
        var open = await trading.Session.GetOpenOrdersAsync(default).WaitAsync(Patience.Long);
        open.Select(order => (order.OrderId, order.Spec!.IsConditional)).ShouldBe([("a1", false), ("s1", true)]);
        open[1].Spec!.StopPrice.ShouldBe(51_000m);
    }

    [Fact]
    public async Task Fills_OfATriggered_CarryOurIdAfterARestart()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        trading.On("GET", "/fapi/v1/userTrades", call => call.AnswerAsync(
            $$"""[{{Trade(1, 4711)}},{{Trade(2, 77)}},{{Trade(3, 4711)}}]"""));
        trading.On("GET", "/fapi/v1/allAlgoOrders", call => call.AnswerAsync($"[{ScriptedTrading.WrittenAlgo("s1", "FINISHED", "4711")}]"));
        trading.On("GET", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a1")));
        var fills = await trading.Session.GetFillsAsync(ScriptedTrading.Bitcoin, ScriptedTrading.VenueTime - 1000, default).WaitAsync(Patience.Long);
        fills.Select(fill => (fill.TradeId, fill.OrderId, fill.VenueOrderId)).ShouldBe([("1", "s1", "4711"), ("2", "a1", "77"), ("3", "s1", "4711")]);
        trading.Asked.Count(call => call.Path == "/fapi/v1/order").ShouldBe(1);
        var again = await trading.Session.GetFillsAsync(ScriptedTrading.Bitcoin, ScriptedTrading.VenueTime - 1000, default).WaitAsync(Patience.Long);
        again.ShouldBe(fills);
        trading.Asked.Count(call => call.Path is "/fapi/v1/order" or "/fapi/v1/allAlgoOrders").ShouldBe(2);
    }

    [Fact]
    public async Task Fills_OfOrdersFromBefore_NeedNoQuestionWhichTheyAre()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var paper = ScriptedTrading.NewOrder("p1");
        trading.Session.Know(
        [
            ScriptedTrading.NewOrder("a1") with { VenueId = "77" }, ScriptedTrading.NewOrder("adopted") with { VenueId = "77", Purpose = OrderPurpose.External },
            ScriptedTrading.NewOrder("a2") with { VenueId = "78" }, ScriptedTrading.NewOrder("a3"),
            paper with { VenueId = "paper-1", Spec = paper.Spec with { Instrument = new InstrumentId("okx", "BTC-USDT-SWAP") } },
        ]);
        trading.On("GET", "/fapi/v1/userTrades", call => call.AnswerAsync($"[{Trade(1, 77)},{Trade(2, 78)}]"));
        var fills = await trading.Session.GetFillsAsync(ScriptedTrading.Bitcoin, ScriptedTrading.VenueTime - 1000, default).WaitAsync(Patience.Long);
        fills.Select(fill => fill.OrderId).ShouldBe(["a1", "a2"]);
        trading.Asked.ShouldAllBe(call => call.Path == "/fapi/v1/userTrades");
    }

    [Fact]
    public async Task Fills_OfManyOrdersThatNobodyKnows_AreToldApartByOneQuestion()
    {
        await using var trading = await ScriptedTrading.StartAsync();
        var trades = Enumerable.Range(0, 8).Select(number => Trade(number + 1, 60 + number));
        trading.On("GET", "/fapi/v1/userTrades", call => call.AnswerAsync($"[{string.Join(',', trades)}]"));
        trading.On("GET", "/fapi/v1/allAlgoOrders", call => call.AnswerAsync($"[{ScriptedTrading.WrittenAlgo("s1", "FINISHED", "61")}]"));
        var written = Enumerable.Range(60, 7).Select(number => ScriptedTrading.Written($"a{number}", orderId: number));
        trading.On("GET", "/fapi/v1/allOrders", call => call.AnswerAsync($"[{string.Join(',', written)}]"));
        trading.On("GET", "/fapi/v1/order", call => call.AnswerAsync(ScriptedTrading.Written("a67")));
        var fills = await trading.Session.GetFillsAsync(ScriptedTrading.Bitcoin, ScriptedTrading.VenueTime - 1000, default).WaitAsync(Patience.Long);
        fills.Select(fill => fill.OrderId).ShouldBe(["a60", "s1", "a62", "a63", "a64", "a65", "a66", "a67"]);
        trading.Asked.Select(call => call.Path).ShouldBe(["/fapi/v1/userTrades", "/fapi/v1/allAlgoOrders", "/fapi/v1/allOrders", "/fapi/v1/order"]);
        trading.Asked.Single(call => call.Path == "/fapi/v1/allOrders")["orderId"].ShouldBe("60");
    }

    private static string Trade(long id, long order) =>
        $$"""{"buyer":true,"commission":"0.02","commissionAsset":"USDT","id":{{id}},"maker":false,"orderId":{{order}},"price":"50000.1","qty":"0.001","side":"BUY","positionSide":"BOTH","symbol":"BTCUSDT","time":{{ScriptedTrading.VenueTime - 500 + id}}}""";
}
