using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Binance.Trading;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>
/// Every recorded answer about orders and accounts is read whole by the connector's own reader of that request, or the request is one that the
/// connector never makes, and why. An answer of which neither is said fails.
/// </summary>
public sealed class RecordedAnswersTests
{
    private const string Root = "recorded";
    private const string Absent = "absent";
    private const string Binance = "binance-shapes/Endpoints/UsdFutures";
    private const string Okx = "okx-shapes/Endpoints/UnifiedApi";
    private const string NoBatches = "orders are sent and cancelled one by one, and never changed";
    private const string NotNeeded = "nothing that it tells is used";
    private const string Older = "a newer version of the same answer is asked for";
    private const string OtherProduct = "another product of the venue";
    private static readonly OkxRestRules OkxRules = new(new OkxEnvironment(new OkxOptions()));

    private static readonly Dictionary<string, Action<string>> Readers = new(StringComparer.Ordinal)
    {
        ["POST /fapi/v1/order"] = body => One(body, BinanceTradingJson.Default.BinanceOrder, order => BinanceOrderMapper.Map(order)),
        ["GET /fapi/v1/order"] = body => One(body, BinanceTradingJson.Default.BinanceOrder, order => BinanceOrderMapper.Map(order)),
        ["DELETE /fapi/v1/order"] = body => One(body, BinanceTradingJson.Default.BinanceOrder, order => BinanceOrderMapper.Map(order)),
        ["GET /fapi/v1/openOrders"] = body => Each(body, BinanceTradingJson.Default.BinanceOrderArray, order => BinanceOrderMapper.Map(order)),
        ["GET /fapi/v1/allOrders"] = body => Each(body, BinanceTradingJson.Default.BinanceOrderArray, order => BinanceOrderMapper.Map(order)),
        ["POST /fapi/v1/algoOrder"] = body => One(body, BinanceTradingJson.Default.BinanceAlgoOrder, order => BinanceOrderMapper.Map(order, 1)),
        ["GET /fapi/v1/algoOrder"] = body => One(body, BinanceTradingJson.Default.BinanceAlgoOrder, order => BinanceOrderMapper.Map(order, 1)),
        ["DELETE /fapi/v1/algoOrder"] = body => One(body, BinanceTradingJson.Default.BinanceAlgoOrder, order => BinanceOrderMapper.Map(order, 1)),
        ["GET /fapi/v1/openAlgoOrders"] = body => Each(body, BinanceTradingJson.Default.BinanceAlgoOrderArray, order => BinanceOrderMapper.Map(order, 1)),
        ["GET /fapi/v1/allAlgoOrders"] = body => Each(body, BinanceTradingJson.Default.BinanceAlgoOrderArray, order => BinanceOrderMapper.Map(order, 1)),
        ["GET /fapi/v1/userTrades"] = body => Each(body, BinanceTradingJson.Default.BinanceUserTradeArray, trade => BinanceOrderMapper.Map(trade, null)),
        ["GET /fapi/v1/income"] = body => Each(body, BinanceTradingJson.Default.BinanceIncomeArray, income => Tuple.Create(BinanceAccountMapper.Map(income))),
        ["GET /fapi/v3/account"] = body => One(body, BinanceTradingJson.Default.BinanceAccount, account => BinanceAccountMapper.Map(account, [], false, 1)),
        ["GET /fapi/v3/positionRisk"] = body => One(
            body, BinanceTradingJson.Default.BinancePositionArray, held => BinanceAccountMapper.Map(new BinanceAccount([]), held, false, 1).Positions.ShouldHaveSingleItem()),
        ["GET /fapi/v1/accountConfig"] = body => One(body, BinanceTradingJson.Default.BinanceConfiguration, settings => Tuple.Create(settings.IsHedged!.Value)),
        ["POST /fapi/v1/listenKey"] = body => One(body, BinanceTradingJson.Default.BinanceListenKey, key => key.ListenKey!),
        // Nothing of these is used but that they are no refusal, which is said by their status.
        ["PUT /fapi/v1/listenKey"] = AnObject,
        ["POST /fapi/v1/leverage"] = AnObject,
        ["POST /fapi/v1/marginType"] = AnObject,
        ["POST /fapi/v1/positionSide/dual"] = AnObject,
        ["POST /api/v5/trade/order"] = Receipt,
        ["POST /api/v5/trade/order-algo"] = Receipt,
        ["POST /api/v5/trade/cancel-order"] = Receipt,
        ["POST /api/v5/trade/cancel-algos"] = Receipt,
        ["GET /api/v5/trade/order"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxOrder, row => new OkxOrderMapper(Known(row.Name)).Map(row)),
        ["GET /api/v5/trade/orders-pending"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxOrder, row => new OkxOrderMapper(Known(row.Name)).Map(row)),
        ["GET /api/v5/trade/order-algo"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxAlgoOrder, row => new OkxOrderMapper(Known(row.Name)).Map(row)),
        ["GET /api/v5/trade/orders-algo-pending"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxAlgoOrder, row => new OkxOrderMapper(Known(row.Name)).Map(row)),
        ["GET /api/v5/trade/fills"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxFill, row => new OkxOrderMapper(Known(row.Name)).Map(row, null)),
        ["GET /api/v5/trade/fills-history"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxFill, row => new OkxOrderMapper(Known(row.Name)).Map(row, null)),
        ["GET /api/v5/account/balance"] = body => Rows(body, OkxTradingJson.Default.OkxReplyOkxBalance, row => OkxAccountMapper.Balances(row.Details)),
        ["GET /api/v5/account/positions"] = body => Rows(
            body, OkxTradingJson.Default.OkxReplyOkxPosition, row => new OkxAccountMapper(Known(row.Name)).Positions([row]).ShouldHaveSingleItem()),
    };

    private static readonly Dictionary<string, string> NeverAsked = new(StringComparer.Ordinal)
    {
        ["GET /fapi/v2/account"] = Older, ["GET /fapi/v2/positionRisk"] = Older,
        ["GET /fapi/v3/balance"] = "the account's answer has the balances",
        ["GET /fapi/v1/feeBurn"] = NotNeeded, ["POST /fapi/v1/feeBurn"] = NotNeeded,
        ["GET /fapi/v1/leverageBracket"] = NotNeeded, ["GET /fapi/v1/order/asyn"] = NotNeeded, ["GET /fapi/v1/trade/asyn"] = NotNeeded,
        ["GET /fapi/v1/income/asyn"] = NotNeeded, ["GET /fapi/v1/order/asyn/id"] = NotNeeded, ["GET /fapi/v1/trade/asyn/id"] = NotNeeded,
        ["GET /fapi/v1/income/asyn/id"] = NotNeeded, ["GET /fapi/v1/positionMargin/history"] = NotNeeded, ["POST /fapi/v1/positionMargin"] = NotNeeded,
        ["GET /fapi/v1/multiAssetsMargin"] = NotNeeded, ["POST /fapi/v1/multiAssetsMargin"] = NotNeeded, ["GET /fapi/v1/rateLimit/order"] = NotNeeded,
        ["GET /fapi/v1/adlQuantile"] = NotNeeded, ["GET /fapi/v1/symbolConfig"] = NotNeeded, ["GET /fapi/v1/apiTradingStatus"] = NotNeeded,
        ["GET /fapi/v1/commissionRate"] = NotNeeded, ["GET /fapi/v1/forceOrders"] = NotNeeded, ["GET /fapi/v1/orderAmendment"] = NotNeeded,
        ["DELETE /fapi/v1/listenKey"] = "a key that nobody renews ends by itself",
        ["GET /fapi/v1/openOrder"] = "an order is asked for whether it is open or not",
        ["DELETE /fapi/v1/algoOpenOrders"] = NoBatches, ["DELETE /fapi/v1/allOpenOrders"] = NoBatches, ["DELETE /fapi/v1/batchOrders"] = NoBatches,
        ["POST /fapi/v1/batchOrders"] = NoBatches, ["PUT /fapi/v1/batchOrders"] = NoBatches, ["PUT /fapi/v1/order"] = NoBatches,
        ["POST /fapi/v1/countdownCancelAll"] = "stops at the venue are to stay when we are gone",
        ["POST /fapi/v1/convert/acceptQuote"] = OtherProduct, ["POST /fapi/v1/convert/getQuote"] = OtherProduct, ["GET /fapi/v1/convert/orderStatus"] = OtherProduct,
        ["DELETE /sapi/v1/algo/futures/order"] = OtherProduct, ["GET /sapi/v1/algo/futures/subOrders"] = OtherProduct,
        ["GET /sapi/v1/algo/futures/historicalOrders"] = OtherProduct, ["GET /sapi/v1/algo/futures/openOrders"] = OtherProduct,
        ["POST /sapi/v1/algo/futures/newOrderTwap"] = OtherProduct, ["POST /sapi/v1/algo/futures/newOrderVp"] = OtherProduct,
        ["GET /api/v5/account/leverage-info"] = "positions tell their leverage", ["GET /api/v5/account/trade-fee"] = NotNeeded,
        ["POST /api/v5/trade/amend-algos"] = NoBatches, ["POST /api/v5/trade/amend-batch-orders"] = NoBatches, ["POST /api/v5/trade/amend-order"] = NoBatches,
        ["POST /api/v5/trade/batch-orders"] = NoBatches, ["POST /api/v5/trade/cancel-batch-orders"] = NoBatches,
        ["POST /api/v5/trade/cancel-advance-algos"] = "the request that cancels the others cancels these too",
        ["POST /api/v5/trade/cancel-all-after"] = "stops at the venue are to stay when we are gone",
        ["POST /api/v5/trade/order-precheck"] = NotNeeded, ["POST /api/v5/trade/close-position"] = "a position is closed by an order, which has an id",
        ["GET /api/v5/trade/account-rate-limit"] = NotNeeded, ["GET /api/v5/trade/orders-algo-history"] = "an order is asked for by its id",
        ["GET /api/v5/trade/orders-history"] = "an order is asked for by its id", ["GET /api/v5/trade/orders-history-archive"] = "an order is asked for by its id",
        ["GET /api/v5/trade/one-click-repay-currency-list"] = OtherProduct, ["GET /api/v5/trade/one-click-repay-history"] = OtherProduct,
        ["POST /api/v5/trade/one-click-repay"] = OtherProduct,
    };

    public static TheoryData<string> Answers()
    {
        string[] files =
        [
            .. new[] { Binance, Okx }.SelectMany(venue => new[] { "Account", "Trading" }.Select(part => SharedData.TryFind($"{Root}/{venue}/{part}")))
                .OfType<string>().SelectMany(folder => Directory.GetFiles(folder, "*.txt")).Order(StringComparer.Ordinal),
        ];
        return [.. files.Length > 0 ? files.Select(file => Path.GetRelativePath(SharedData.TryFind(Root)!, file)) : [Absent]];
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_Recorded_IsReadWholeOrNeverAskedFor(string answer)
    {
        if (answer == Absent || SharedData.TryFind($"{Root}/{answer}") is not { } file)
        {
            Assert.Skip(SharedData.Absent($"{Root}/{Binance}"));
            return;
        }

        var lines = File.ReadAllLines(file);
        var request = $"{lines[0].Trim()} {lines[1].Trim()}";
        if (NeverAsked.ContainsKey(request))
            Readers.ShouldNotContainKey(request);
        else
            Readers.ShouldContainKey(request, $"{answer}: nothing reads it, and nothing says why");
        if (Readers.TryGetValue(request, out var read))
            read(string.Join('\n', lines[3..]));
    }

    [Fact]
    public void Errors_Recorded_AreTranslatedToKnownKinds()
    {
        if (SharedData.TryFind($"{Root}/binance-rest") is not { } folder)
        {
            Assert.Skip(SharedData.Absent($"{Root}/binance-rest"));
            return;
        }

        var rules = new BinanceRestRules(new BinanceEnvironment(new BinanceOptions()));
        var refused = 0;
        foreach (var file in Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file)[0] != '_'))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("code", out var code) || !document.RootElement.TryGetProperty("msg", out _))
                continue;
            refused++;
            var refusal = rules.Translate("GET /", System.Net.HttpStatusCode.BadRequest, File.ReadAllBytes(file), null);
            (refusal.Kind == ErrorKind.Unknown, refusal.Code).ShouldBe((false, code.GetInt32()), file);
        }

        refused.ShouldBeGreaterThan(0);
    }

    private static void One<T>(string body, JsonTypeInfo<T> type, Func<T, object> map) => map(JsonSerializer.Deserialize(body, type)!).ShouldNotBeNull();

    private static void Each<T>(string body, JsonTypeInfo<T[]> type, Func<T, object> map)
    {
        var said = JsonDocument.Parse(body).RootElement.GetArrayLength();
        JsonSerializer.Deserialize(body, type)!.Select(map).Count(mapped => mapped is not null).ShouldBe(said);
        said.ShouldBeGreaterThan(0);
    }

    private static void Rows<T>(string body, JsonTypeInfo<OkxReply<T>> type, Func<T, object> map)
    {
        OkxRules.FindRefusal("GET", Encoding.UTF8.GetBytes(body)).ShouldBeNull();
        var said = JsonDocument.Parse(body).RootElement.GetProperty("data").GetArrayLength();
        JsonSerializer.Deserialize(body, type)!.Data!.Select(map).Count(mapped => mapped is not null).ShouldBe(said);
        said.ShouldBeGreaterThan(0);
    }

    private static void Receipt(string body) => Rows(body, OkxTradingJson.Default.OkxReplyOkxAck, ack => (ack.OrderId ?? ack.AlgoId)!);

    private static void AnObject(string body) => JsonDocument.Parse(body).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);

    private static OkxInstruments Known(string? name)
    {
        var instruments = new OkxInstruments();
        instruments.Replace([new OkxInstrument(name!, 0.01m)]);
        return instruments;
    }
}
