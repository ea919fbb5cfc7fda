using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Trading;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Okx;

/// <summary>The venue's documented answers and events of accounts parse whole, and say what they say when they are read by other means.</summary>
public sealed class OkxShapesTests
{
    private const decimal Contract = 0.01m;
    private static readonly ApiKeys Keys = new("plantedkey", "plantedsecret", "plantedphrase");
    private static readonly OkxRestRules Rules = new(new OkxEnvironment(new OkxOptions()));

    [Theory]
    [InlineData("GetOrderDetails")]
    [InlineData("GetOrders")]
    [InlineData("GetOrderHistory")]
    [InlineData("GetOrderArchive")]
    public void Orders_Documented_AreRead(string shape)
    {
        foreach (var (row, said) in Rows($"Trading/{shape}", OkxTradingJson.Default.OkxReplyOkxOrder))
        {
            var report = new OkxOrderMapper(Known(row.Name!)).Map(row);
            report.VenueId.ShouldBe(Text(said, "ordId"));
            report.OrderId.ShouldBe(Text(said, "clOrdId") is { Length: > 0 } own ? own : Text(said, "ordId"));
            report.Filled.ShouldBe(Number(said, "accFillSz") * Contract);
            report.Time.ShouldBe((long)Number(said, "uTime"));
            (report.State == OrderState.Filled).ShouldBe(Text(said, "state") == "filled");
            (report.Spec!.Quantity, report.Spec.Side).ShouldBe((Number(said, "sz") * Contract, Text(said, "side") == "buy" ? OrderSide.Buy : OrderSide.Sell));
        }
    }

    [Theory]
    [InlineData("GetAlgoOrder", OrderType.TrailingStop)]
    [InlineData("GetAlgoOrderList", null)]
    [InlineData("GetAlgoOrderHistory", null)]
    public void Conditionals_Documented_AreRead(string shape, OrderType? type)
    {
        foreach (var (row, said) in Rows($"Trading/{shape}", OkxTradingJson.Default.OkxReplyOkxAlgoOrder))
        {
            var report = new OkxOrderMapper(Known(row.Name!)).Map(row);
            (report.OrderId, report.State, report.Time).ShouldBe(("algo-" + Text(said, "algoId"), OrderState.Accepted, (long)Number(said, "uTime")));
            if (type is { } expected)
                (report.Spec!.Type, report.Spec.Quantity, report.Spec.TrailingPercent).ShouldBe((expected, Number(said, "sz") * Contract, Number(said, "callbackRatio") * 100));
        }
    }

    [Theory]
    [InlineData("GetUserTrades")]
    [InlineData("GetUserTradesArchive")]
    public void Fills_Documented_AreRead(string shape)
    {
        foreach (var (row, said) in Rows($"Trading/{shape}", OkxTradingJson.Default.OkxReplyOkxFill))
        {
            var fill = new OkxOrderMapper(Known(row.Name!)).Map(row, null);
            (fill.TradeId, fill.VenueOrderId, fill.Price, fill.Quantity, fill.Fee, fill.IsMaker).ShouldBe((
                Text(said, "tradeId"), Text(said, "ordId"), Number(said, "fillPx"), Number(said, "fillSz") * Contract, -Number(said, "fee"), Text(said, "execType") == "M"));
            row.BillId.ShouldNotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData("PlaceOrder", "ordId")]
    [InlineData("PlaceMultipleOrders", "ordId")]
    [InlineData("CancelOrder", "ordId")]
    [InlineData("CancelMultipleOrders", "ordId")]
    [InlineData("PlaceAlgoOrder", "algoId")]
    [InlineData("CancelAlgoOrder", "algoId")]
    [InlineData("CancelAdvanceAlgoOrder", "algoId")]
    public void Receipts_Documented_AreNoRefusalAndNameTheOrder(string shape, string number)
    {
        Rules.FindRefusal("POST", OkxRecorded.Answer($"Trading/{shape}")).ShouldBeNull();
        foreach (var (row, said) in Rows($"Trading/{shape}", OkxTradingJson.Default.OkxReplyOkxAck))
            (number == "ordId" ? row.OrderId : row.AlgoId).ShouldBe(Text(said, number));
    }

    [Fact]
    public void Account_Documented_IsRead()
    {
        foreach (var (row, said) in Rows("Account/GetAccountBalance", OkxTradingJson.Default.OkxReplyOkxBalance))
        {
            OkxAccountMapper.Balances(row.Details).ShouldBe(
                said.GetProperty("details").EnumerateArray().ToDictionary(asset => Text(asset, "ccy")!, asset => Number(asset, "cashBal")), ignoreOrder: true);
        }

        foreach (var (row, said) in Rows("Account/GetAccountPositions", OkxTradingJson.Default.OkxReplyOkxPosition))
        {
            var position = new OkxAccountMapper(Known(row.Name!)).Positions([row]).ShouldHaveSingleItem();
            (position.Quantity, position.EntryPrice, position.Leverage).ShouldBe((Number(said, "pos") * Contract, Number(said, "avgPx"), (int?)Number(said, "lever")));
            OkxAccountMapper.IsolatedMargins([row]).ShouldBe(
                Text(said, "mgnMode") == "isolated" ? new Dictionary<string, decimal> { [Text(said, "ccy")!] = Number(said, "margin") } : []);
        }
    }

    [Fact]
    public async Task Events_Documented_AreTold()
    {
        await using var connector = Connector();
        connector.Instruments.Replace([new OkxInstrument("BTC-USDT", Contract), new OkxInstrument("BTC-USDC", Contract), new OkxInstrument("BTC-USD-SWAP", Contract)]);
        var told = Told(connector, OkxUserPath.Orders, "Trading/Order");
        told.OfType<Fill>().ShouldHaveSingleItem().TradeId.ShouldBe("242589207");
        told.OfType<OrderReport>().ShouldHaveSingleItem().State.ShouldBe(OrderState.Filled);
        var conditional = Told(connector, OkxUserPath.Conditionals, "Trading/AlgoOrder").ShouldHaveSingleItem().ShouldBeOfType<OrderReport>();
        (conditional.OrderId, conditional.State, conditional.Time).ShouldBe(("algo-581878926302093312", OrderState.Accepted, 1708679675245));
        // Of an iceberg order it is, which has no time of a change but that of the message.
        var advanced = Told(connector, OkxUserPath.Conditionals, "Trading/AdvancedAlgoOrder").ShouldHaveSingleItem().ShouldBeOfType<OrderReport>();
        (advanced.State, advanced.Time, advanced.Spec).ShouldBe((OrderState.Accepted, 1630924295204, null));
        var holdings = Told(connector, OkxUserPath.Orders, "Account/BalanceAndPosition").ShouldHaveSingleItem().ShouldBeOfType<VenueAccount>();
        (holdings.Balances["BTC"], holdings.IsComplete).ShouldBe((1m, false));
    }

    [Theory]
    [InlineData("Trading/UserTrade", "fills")]
    [InlineData("Trading/LiquidationWarning", "liquidation-warning")]
    [InlineData("Trading/Position", "positions")]
    [InlineData("Account/Balance", "account")]
    [InlineData("Account/Greeks", "account-greeks")]
    [InlineData("Account/Deposit", "deposit-info")]
    [InlineData("Account/Withdrawal", "withdrawal-info")]
    public async Task Events_OfChannelsThatAreNotAskedFor_AreReadAndNamed(string shape, string channel)
    {
        await using var connector = Connector();
        foreach (var path in new[] { OkxUserPath.Orders, OkxUserPath.Conditionals })
        {
            path.Subscribe.ShouldNotContain($"\"{channel}\"");
            using var stream = Stream(connector, path);
            var sink = new ListSink();
            stream.Read(Encoding.UTF8.GetBytes(OkxRecorded.Message(shape)), sink).ShouldBe(new AccountFrame(AccountFrameKind.Unknown, channel));
            sink.Told.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Login_Documented_IsFollowedByTheChannels_AndARefusalHidesTheKeys()
    {
        await using var connector = Connector();
        using var stream = Stream(connector, OkxUserPath.Orders);
        AccountFrame Read(string frame) => stream.Read(Encoding.UTF8.GetBytes(frame), new RecordingAccountSink());
        stream.Greet().ShouldHaveSingleItem().ShouldContain("\"op\":\"login\"");
        Read("""{ "event": "login", "code": "0", "msg": "", "connId": "a4d3ae55"}""").ShouldBe(AccountFrame.Send(OkxUserPath.Orders.Subscribe));
        Read("""{ "event": "subscribe", "arg": { "channel": "orders", "instType": "SWAP" }, "connId": "a4d3ae55" }""").ShouldBe(AccountFrame.Handled);
        Read("""{ "event": "subscribe", "arg": { "channel": "balance_and_position" }, "connId": "a4d3ae55" }""").ShouldBe(AccountFrame.Ready);
        var refused = Read("""{"event":"error","code":"60005","msg":"Invalid apiKey plantedkey, plantedphrase","connId":"a4d3ae55"}""");
        refused.ShouldBe(AccountFrame.Reconnect("error refused: 60005 Invalid apiKey (hidden), (hidden)"));
    }

    private static List<object> Told(OkxConnector connector, OkxUserPath path, string shape)
    {
        using var stream = Stream(connector, path);
        var sink = new ListSink();
        stream.Read(Encoding.UTF8.GetBytes(OkxRecorded.Message(shape)), sink).ShouldBe(AccountFrame.Handled);
        return sink.Told;
    }

    private static OkxUserStream Stream(OkxConnector connector, OkxUserPath path)
    {
        var clock = new SigningClock(new VenueClock(TimeProvider.System), _ => Task.FromResult(0L), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeProvider.System);
        return new OkxUserStream(
            path, "test", Keys, clock, connector, new OkxOrderMapper(connector.Instruments), new OkxAccountMapper(connector.Instruments), new OkxOrderNames(),
            new CashWatch(new OkxTradingConnector(connector, TimeProvider.System, NullLoggerFactory.Instance).Open("test", Keys), TimeProvider.System, NullLogger.Instance));
    }

    private static OkxConnector Connector()
    {
        var options = new OkxOptions { SimulatorAddress = "http://127.0.0.1:9" };
        return new OkxConnector(
            Options.Create(options), Options.Create(new StreamWatchOptions()), new OkxEnvironment(options), TimeProvider.System, NullLoggerFactory.Instance);
    }

    private static OkxInstruments Known(string name)
    {
        var instruments = new OkxInstruments();
        instruments.Replace([new OkxInstrument(name, Contract)]);
        return instruments;
    }

    /// <summary>Each row as the connector reads it, and as JSON.</summary>
    private static List<(T Row, JsonElement Said)> Rows<T>(string shape, JsonTypeInfo<OkxReply<T>> type)
    {
        var answer = OkxRecorded.Answer(shape);
        var rows = JsonSerializer.Deserialize(answer, type)!.Data!;
        var said = JsonDocument.Parse(answer).RootElement.GetProperty("data").EnumerateArray().ToList();
        rows.Count.ShouldBe(said.Count);
        rows.ShouldNotBeEmpty();
        return [.. rows.Zip(said)];
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static decimal Number(JsonElement row, string name) => decimal.Parse(Text(row, name)!, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed class ListSink : IAccountSink
    {
        public List<object> Told { get; } = [];

        public void OnOrder(OrderReport report) => Told.Add(report);

        public void OnFill(Fill fill) => Told.Add(fill);

        public void OnCash(CashMoved move) => Told.Add(move);

        public void OnAccount(VenueAccount account) => Told.Add(account);

        public void OnConnected() => Told.Add("connected");

        public void OnInterrupted(string reason) => Told.Add(reason);
    }
}
