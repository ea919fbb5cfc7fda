using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Okx;

public sealed class OkxTradingTests
{
    private static readonly OkxInstrument Bitcoin = new("BTC-USDT-SWAP", 0.01m);
    private static readonly InstrumentId Id = new("okx", "BTC-USDT-SWAP");
    private static readonly ApiKeys Keys = new("key", "secret", "phrase");

    [Fact]
    public void Sign_AnyRequest_CoversTimeMethodPathAndBody()
    {
        var rules = Rules(OkxEnvironmentKind.Demo);
        var time = new DateTimeOffset(2020, 12, 8, 9, 8, 57, 715, TimeSpan.Zero).ToUnixTimeMilliseconds();
        using var read = rules.Sign(SignedRequest.Get("/api/v5/account/balance", 1, new KeyValuePair<string, string>("ccy", "BTC")), Keys, time);
        read.RequestUri!.ToString().ShouldBe("https://www.okx.com/api/v5/account/balance?ccy=BTC");
        read.Headers.GetValues("OK-ACCESS-TIMESTAMP").ShouldBe(["2020-12-08T09:08:57.715Z"]);
        read.Headers.GetValues("OK-ACCESS-SIGN").ShouldBe([OkxTradingRules.Signature("2020-12-08T09:08:57.715ZGET/api/v5/account/balance?ccy=BTC", "secret")]);
        read.Headers.GetValues("OK-ACCESS-PASSPHRASE").ShouldBe(["phrase"]);
        read.Headers.GetValues("x-simulated-trading").ShouldBe(["1"]);
        read.Headers.Contains("expTime").ShouldBeFalse();
        using var order = rules.Sign(OkxRequests.Place(New(OrderType.Market), Bitcoin, MarginMode.Cross), Keys, time);
        order.Headers.GetValues("expTime").ShouldBe([(time + 5000).ToString()]);
        order.Content.ShouldNotBeNull();
        // RFC 4231's second case, in Base64.
        OkxTradingRules.Signature("what do ya want for nothing?", "Jefe").ShouldBe("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    }

    [Theory]
    [InlineData(OrderType.Market, TimeInForce.GoodTillCancel, """{"instId":"BTC-USDT-SWAP","tdMode":"isolated","side":"buy","posSide":"net","sz":"30.1","reduceOnly":true,"ordType":"market","clOrdId":"abc1"}""")]
    [InlineData(OrderType.Limit, TimeInForce.PostOnly, """{"instId":"BTC-USDT-SWAP","tdMode":"isolated","side":"buy","posSide":"net","sz":"30.1","reduceOnly":true,"ordType":"post_only","clOrdId":"abc1","px":"42000.5"}""")]
    [InlineData(OrderType.StopMarket, TimeInForce.GoodTillCancel, """{"instId":"BTC-USDT-SWAP","tdMode":"isolated","side":"buy","posSide":"net","sz":"30.1","reduceOnly":true,"algoClOrdId":"abc1","ordType":"conditional","slTriggerPx":"43000","slTriggerPxType":"last","slOrdPx":"-1"}""")]
    [InlineData(OrderType.TakeProfitLimit, TimeInForce.GoodTillCancel, """{"instId":"BTC-USDT-SWAP","tdMode":"isolated","side":"buy","posSide":"net","sz":"30.1","reduceOnly":true,"algoClOrdId":"abc1","ordType":"conditional","tpTriggerPx":"43000","tpTriggerPxType":"last","tpOrdPx":"42000.5"}""")]
    [InlineData(OrderType.TrailingStop, TimeInForce.GoodTillCancel, """{"instId":"BTC-USDT-SWAP","tdMode":"isolated","side":"buy","posSide":"net","sz":"30.1","reduceOnly":true,"algoClOrdId":"abc1","ordType":"move_order_stop","callbackRatio":"0.015","activePx":"43000"}""")]
    public void Place_OrderOfAKind_IsWrittenInTheVenuesWords(OrderType type, TimeInForce duration, string body) =>
        OkxRequests.Place(New(type, duration), Bitcoin, MarginMode.Isolated).Body.ShouldBe(body);

    [Fact]
    public void Quantity_ThatIsNoNumberOfContracts_IsNotRounded() =>
        Should.Throw<VenueException>(() => OkxSizes.ToContracts(new OkxInstrument("X-USDT-SWAP", 3m), 1m)).Kind.ShouldBe(ErrorKind.OrderRejected);

    [Theory]
    [InlineData("51008", ErrorKind.InsufficientMargin, false)]
    [InlineData("51016", ErrorKind.DuplicateOrder, true)]
    [InlineData("51149", ErrorKind.Timeout, true)]
    [InlineData("51054", ErrorKind.Timeout, true)]
    [InlineData("51065", ErrorKind.DuplicateOrder, true)]
    [InlineData("50071", ErrorKind.DuplicateOrder, true)]
    [InlineData("50036", ErrorKind.ClockSkew, false)]
    [InlineData("50037", ErrorKind.OrderRejected, false)]
    [InlineData("51280", ErrorKind.OrderRejected, false)]
    [InlineData("54031", ErrorKind.OrderRejected, false)]
    [InlineData("51416", ErrorKind.UnknownOrder, false)]
    [InlineData("51412", ErrorKind.UnknownOrder, true)]
    [InlineData("51404", ErrorKind.OrderRejected, false)]
    [InlineData("51000", ErrorKind.OrderRejected, false)]
    [InlineData("51121", ErrorKind.OrderRejected, false)]
    [InlineData("51400", ErrorKind.UnknownOrder, false)]
    [InlineData("51999", ErrorKind.Unknown, true)]
    public void Operation_Refused_IsKnownByItsOwnCode(string code, ErrorKind kind, bool isOpen)
    {
        var rules = Rules(OkxEnvironmentKind.Live);
        var body = "{\"code\":\"1\",\"msg\":\"All operations failed\",\"data\":[{\"clOrdId\":\"abc1\",\"ordId\":\"\",\"sCode\":\"" + code + "\",\"sMsg\":\"why\"}]}";
        var refusal = rules.FindRefusal("POST /api/v5/trade/order", Encoding.UTF8.GetBytes(body))!;
        (refusal.Kind, refusal.Code, rules.LeavesOutcomeOpen(HttpStatusCode.OK, refusal)).ShouldBe((kind, int.Parse(code), isOpen));
    }

    [Fact]
    public void Map_DocumentedOrder_HasEveryValue()
    {
        var mapper = Mapper(("BTC-USDT", 1));
        var report = mapper.Map(First("Trading/GetOrderDetails", OkxTradingJson.Default.OkxReplyOkxOrder));
        (report.OrderId, report.VenueId, report.State, report.Filled, report.AveragePrice, report.Time).ShouldBe(
            ("680800019749904384", "680800019749904384", OrderState.Filled, 0.00192834m, 51858m, 1708587373362));
        var pending = mapper.Map(First("Trading/GetOrders", OkxTradingJson.Default.OkxReplyOkxOrder));
        (pending.State, pending.Spec!.Type, pending.Spec.Price, pending.Spec.Quantity).ShouldBe((OrderState.Accepted, OrderType.Limit, 59200m, 1m));
    }

    [Fact]
    public void Map_DocumentedFill_HasEveryValue()
    {
        var fill = Mapper(("BTC-USDT", 1)).Map(First("Trading/GetUserTrades", OkxTradingJson.Default.OkxReplyOkxFill), "ours");
        fill.ShouldBe(new Fill(
            new InstrumentId("okx", "BTC-USDT"), "744876980", "ours", "680800019749904384", OrderSide.Buy, PositionSide.Net, 51858m, 0.00192834m,
            0.00000192834m, "BTC", IsMaker: false, 1708587373362));
    }

    [Fact]
    public void Map_DocumentedOrderEvent_IsItsExecutionAndItsState()
    {
        var push = JsonSerializer.Deserialize(OkxRecorded.Message("Trading/Order"), OkxTradingJson.Default.OkxPush)!;
        var order = push.Data!.Value.Deserialize(OkxTradingJson.Default.ListOkxOrder)![0];
        var mapper = Mapper(("BTC-USDT", 0.1m));
        mapper.Map(order).State.ShouldBe(OrderState.Filled);
        var fill = mapper.TryMapFill(order)!;
        (fill.TradeId, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.IsMaker, fill.Side).ShouldBe(
            ("242589207", 31527.1m, 0.0001m, 0.02522168m, "USDT", true, OrderSide.Sell));
    }

    [Fact]
    public void Map_DocumentedAccount_HasBalancesAndPositions()
    {
        OkxAccountMapper.Balances(First("Account/GetAccountBalance", OkxTradingJson.Default.OkxReplyOkxBalance).Details)["USDT"].ShouldBe(4850.435693622894m);
        var row = First("Account/GetAccountPositions", OkxTradingJson.Default.OkxReplyOkxPosition);
        var mapper = new OkxAccountMapper(Known((row.Name!, 0.1m)));
        mapper.Positions([row]).ShouldBe([new VenuePosition(
            new PositionKey(new InstrumentId("okx", row.Name!), PositionSide.Long), 0.1m, 2566.31m, 10, MarginMode.Isolated, 2352.8496681818233m)]);
        new OkxAccountMapper(Known()).Positions([row]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("effective", OrderState.Accepted)]
    [InlineData("canceled", OrderState.Cancelled)]
    [InlineData("order_failed", OrderState.Rejected)]
    public void Map_ConditionalOrder_StandsAsItsStateSays(string state, OrderState expected)
    {
        var row = new OkxAlgoOrder(
            "BTC-USDT-SWAP", "12", "abc1", "", [], state, "conditional", "sell", "net", "3", "41000", "-1", "", "", "", "", "true", "51008", "1", "2", null);
        var report = Mapper(("BTC-USDT-SWAP", 0.01m)).Map(row);
        (report.OrderId, report.VenueId, report.State, report.Time).ShouldBe(("abc1", "algo-12", expected, 2));
        report.Spec.ShouldBe(new OrderSpec(Id, OrderSide.Sell, PositionSide.Net, OrderType.StopMarket, 0.03m, null, 41000m, null, TimeInForce.GoodTillCancel, true));
    }

    [Theory]
    [InlineData("8", "-1.25", CashReason.Funding)]
    [InlineData("1", "100", CashReason.Deposit)]
    [InlineData("1", "-100", CashReason.Withdrawal)]
    [InlineData("2", "5", null)]
    [InlineData("9", "-5", null)]
    [InlineData("10", "-5", CashReason.Correction)]
    public void Map_Bill_IsAMovementUnlessATradeMadeIt(string type, string amount, CashReason? reason)
    {
        var move = OkxAccountMapper.Map(new OkxBill("7", type, "BTC-USDT-SWAP", "USDT", amount, "0", "1597026383085"));
        (move?.Reason, move?.Id).ShouldBe((reason, reason is null ? null : "7"));
    }

    [Fact]
    public void Map_FundingOfAnIsolatedPosition_IsTakenFromItsMargin() =>
        OkxAccountMapper.Map(new OkxBill("7", "8", "BTC-USDT-SWAP", "USDT", "0", "-0.75", "1597026383085"))!.Amount.ShouldBe(-0.75m);

    [Fact]
    public void IsolatedMargins_AreAddedUpByAsset()
    {
        OkxPosition Row(string mode, string margin) => new("BTC-USDT-SWAP", "net", "1", "50000", "3", mode, margin, "USDT", "");
        OkxAccountMapper.IsolatedMargins([Row("isolated", "100.5"), Row("cross", ""), Row("isolated", "20")]).ShouldBe(new Dictionary<string, decimal> { ["USDT"] = 120.5m });
    }

    [Fact]
    public void Sign_ConditionalOrder_BearsNoTimeThatTheVenueWouldIgnore()
    {
        using var order = Rules(OkxEnvironmentKind.Live).Sign(OkxRequests.Place(New(OrderType.StopMarket), Bitcoin, MarginMode.Cross), Keys, 1_700_000_000_000);
        order.Headers.Contains("expTime").ShouldBeFalse();
    }

    private static Order New(OrderType type, TimeInForce duration = TimeInForce.GoodTillCancel)
    {
        var isLimit = type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;
        var isPlain = type is OrderType.Market or OrderType.Limit;
        return new Order("abc1", new OrderSpec(
            Id, OrderSide.Buy, PositionSide.Net, type, 0.301m, isLimit ? 42000.5m : null, isPlain ? null : 43000m,
            type == OrderType.TrailingStop ? 1.5m : null, duration, ReduceOnly: true), OrderPurpose.Manual, "key", 0);
    }

    private static OkxTradingRules Rules(OkxEnvironmentKind kind) =>
        new(new OkxEnvironment(new OkxOptions { Environment = kind }), TimeSpan.FromSeconds(5));

    private static OkxOrderMapper Mapper(params (string Name, decimal Contract)[] listed) => new(Known(listed));

    private static OkxInstruments Known(params (string Name, decimal Contract)[] listed)
    {
        var instruments = new OkxInstruments();
        instruments.Replace(listed.Select(instrument => new OkxInstrument(instrument.Name, instrument.Contract)));
        return instruments;
    }

    private static T First<T>(string shape, JsonTypeInfo<OkxReply<T>> type) => JsonSerializer.Deserialize(OkxRecorded.Answer(shape), type)!.Data![0];
}
